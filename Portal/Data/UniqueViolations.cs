using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Agon.Portal.Data;

/// <summary>Tells which promise of uniqueness a failed save would have broken.</summary>
public static class UniqueViolations
{
    // SQLite's extended result codes for a unique index and for a primary key.
    private const int SqliteUnique = 2067, SqlitePrimaryKey = 1555;

    /// <summary>Whether <paramref name="exception"/> says that the unique index or key <paramref name="name"/> (snake_case) would be broken.</summary>
    public static bool Breaks(this DbUpdateException exception, DbContext db, string name) => exception.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } e => e.ConstraintName == name,
        SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } e => e.Message.Contains($"'UNIQUE constraint failed: {Columns(db, name)}'", StringComparison.Ordinal),
        _ => false,
    };

    // SQLite names the columns and not the index.
    private static string Columns(DbContext db, string name)
    {
        var properties = db.Model.GetEntityTypes().SelectMany(e => e.GetIndexes()).SingleOrDefault(i => i.GetDatabaseName() == name)?.Properties
            ?? db.Model.GetEntityTypes().SelectMany(e => e.GetKeys()).Single(k => k.GetName() == name).Properties;
        return string.Join(", ", properties.Select(p => $"{p.DeclaringType.ContainingEntityType.GetTableName()}.{p.GetColumnName()}"));
    }
}
