using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Agon.Testing;

/// <summary>
/// A fresh, migrated database for one test class: a copy of a SQLite file made once, or a clone of a PostgreSQL database made once when
/// the environment variable <c>AGON_TEST_DATABASE</c> holds a connection string of a server.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();
    private static readonly string? Server = Environment.GetEnvironmentVariable("AGON_TEST_DATABASE");
    private static int _count;
    private readonly string? _name;

    private readonly string? _template;

    private TestDatabase(string connectionString, string? name = null, string? template = null) =>
        (ConnectionString, _name, _template) = (connectionString, name, template);

    /// <summary>Whether <see cref="EmptyAsync"/> can be had: copying SQLite's pages is quick, PostgreSQL's clones are made anew.</summary>
    public static bool CanEmpty => !IsPostgreSql;

    /// <summary>The value of <c>Database:Provider</c>.</summary>
    public static string Provider => IsPostgreSql ? "PostgreSql" : "Sqlite";

    public static bool IsPostgreSql => !string.IsNullOrEmpty(Server);

    public string ConnectionString { get; }

    /// <summary>Makes a database for <paramref name="host"/>; <paramref name="migrate"/> is called once for its template, with a connection string.</summary>
    public static async Task<TestDatabase> CreateAsync(string host, string directory, Func<string, Task> migrate)
    {
        var template = await Templates.GetOrAdd(host, _ => new Lazy<Task<string>>(() => MakeTemplateAsync(host, migrate))).Value;
        if (!IsPostgreSql)
        {
            var file = Path.Combine(directory, "agon.db");
            File.Copy(template, file);
            return new TestDatabase($"Data Source={file};Default Timeout=30;Pooling=true", template: template);
        }

        var name = $"{template}_{Interlocked.Increment(ref _count)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return new TestDatabase(With(name), name);
    }

    /// <summary>Makes it what it was at first, under connections that stay open.</summary>
    public async Task EmptyAsync()
    {
        await using var template = new SqliteConnection($"Data Source={_template};Pooling=false;Mode=ReadOnly");
        await using var database = new SqliteConnection(ConnectionString);
        await template.OpenAsync();
        await database.OpenAsync();

        // Something in the background may be at it just now; copying has no patience of its own.
        await ExecuteAsync(database, "PRAGMA busy_timeout = 30000");
        template.BackupDatabase(database);
        await ExecuteAsync(database, "PRAGMA busy_timeout = 0");
    }

    public async ValueTask DisposeAsync()
    {
        if (_name is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
        }
        else
        {
            SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        }
    }

    private static async Task<string> MakeTemplateAsync(string host, Func<string, Task> migrate)
    {
        if (!IsPostgreSql)
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("agon-template-").FullName, "agon.db");
            await migrate($"Data Source={file};Pooling=false");

            // Whoever migrated may not have let go of the file yet; only the file is copied, not what waits beside it.
            await using var template = new SqliteConnection($"Data Source={file};Pooling=false");
            await template.OpenAsync();
            await ExecuteAsync(template, "PRAGMA wal_checkpoint(TRUNCATE)");
            return file;
        }

        var name = $"agon_test_{host}_{Environment.ProcessId}";
        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        await ExecuteAsync($"CREATE DATABASE {name}");
        await migrate(With(name) + ";Pooling=false");
        return name;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static string With(string database) => new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
