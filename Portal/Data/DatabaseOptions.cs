namespace Agon.Portal.Data;

/// <summary>Which database a host uses: the section <c>Database</c> of its settings.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Database";

    /// <summary>The kind of database; SQLite unless said.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>How to reach it. With SQLite it may be left out: one file in the data directory.</summary>
    public string? ConnectionString { get; set; }
}

/// <summary>The databases a host can use.</summary>
public enum DatabaseProvider
{
    /// <summary>One file, for one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, 14 or newer.</summary>
    PostgreSql,
}
