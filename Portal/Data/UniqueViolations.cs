using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Agon.Portal.Data;

/// <summary>Tells which promise of uniqueness a failed save would have broken.</summary>
public static class UniqueViolations
{
    // SQLite's extended result codes for a unique index and for a primary key.
    private const int SqliteUnique = 2067, SqlitePrimaryKey = 1555;

    /// <summary>Whether <paramref name="exception"/> says that the unique index <paramref name="indexName"/> (snake_case) would be broken.</summary>
    public static bool Breaks(this DbUpdateException exception, DbContext db, string indexName) => exception.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } e => e.ConstraintName == indexName,
        SqliteException { SqliteExtendedErrorCode: SqliteUnique or SqlitePrimaryKey } e => e.Message.Contains($"'UNIQUE constraint failed: {Columns(db, indexName)}'", StringComparison.Ordinal),
        _ => false,
    };

    // SQLite names the columns and not the index.
    private static string Columns(DbContext db, string indexName)
    {
        var index = db.Model.GetEntityTypes().SelectMany(e => e.GetIndexes()).Single(i => i.GetDatabaseName() == indexName);
        var table = index.DeclaringEntityType.GetTableName();
        return string.Join(", ", index.Properties.Select(p => $"{table}.{p.GetColumnName()}"));
    }
}
