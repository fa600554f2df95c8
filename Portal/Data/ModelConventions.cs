using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Agon.Portal.Data;

/// <summary>What every table of every host has in common: snake_case names, UTC instants, enums as text, bounded strings.</summary>
public static class ModelConventions
{
    /// <summary>The length of a string column unless its mapping says otherwise, in characters.</summary>
    public const int DefaultMaxLength = 200;

    /// <summary>Sets converters and lengths by type; call it from <c>ConfigureConventions</c>.</summary>
    public static void Configure(ModelConfigurationBuilder builder)
    {
        builder.Properties<DateTimeOffset>().HaveConversion<UtcInstantConverter>();
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <summary>Renames tables, columns, keys and indexes, and bounds strings; call it at the end of <c>OnModelCreating</c>.</summary>
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            // What lies inside a column of JSON has no columns of its own.
            if (entity.IsMappedToJson())
            {
                entity.SetContainerColumnName(Snake(entity.GetContainerColumnName()!));
                continue;
            }

            if (entity.GetTableName() is not { } table)
            {
                continue;
            }

            entity.SetTableName(Snake(table.Replace("AspNet", "Account", StringComparison.Ordinal)));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                BoundString(property);
            }

            RenameConstraints(entity);
        }
    }

    /// <summary><c>PhaseTasks</c> → <c>phase_tasks</c>.</summary>
    public static string Snake(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
            {
                result.Append('_');
            }

            result.Append(char.ToLowerInvariant(name[i]));
        }

        return result.ToString();
    }

    private static void BoundString(IMutableProperty property)
    {
        if (property.ClrType == typeof(string) && property.GetMaxLength() is null && property.GetColumnType() is null)
        {
            property.SetMaxLength(DefaultMaxLength);
        }
    }

    private static void RenameConstraints(IMutableEntityType entity)
    {
        foreach (var key in entity.GetKeys())
        {
            key.SetName(Snake(key.GetName()!.Replace("AspNet", "Account", StringComparison.Ordinal)));
        }

        foreach (var key in entity.GetForeignKeys())
        {
            key.SetConstraintName(Snake(key.GetConstraintName()!.Replace("AspNet", "Account", StringComparison.Ordinal)));
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName(Snake(index.GetDatabaseName()!));
        }
    }

    /// <summary>Stores an instant as UTC, to the microsecond that PostgreSQL keeps; SQLite can order the result.</summary>
    internal sealed class UtcInstantConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => new DateTime(instant.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc),
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
