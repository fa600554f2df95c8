using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Agon.Node.Data;

/// <summary>Lets <c>dotnet ef</c> (ops/migrations/add) make the contexts without starting a node.</summary>
internal sealed class DesignTimeSqliteNodeDb : IDesignTimeDbContextFactory<SqliteNodeDb>
{
    public SqliteNodeDb CreateDbContext(string[] args)
    {
        SqliteLibrary.Load();
        return new SqliteNodeDb(new DbContextOptionsBuilder<SqliteNodeDb>().UseSqlite("Data Source=:memory:").UseApplicationServiceProvider(AccountSchema.ForDesign()).Options);
    }
}

/// <inheritdoc cref="DesignTimeSqliteNodeDb"/>
internal sealed class DesignTimePostgreSqlNodeDb : IDesignTimeDbContextFactory<PostgreSqlNodeDb>
{
    public PostgreSqlNodeDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlNodeDb>().UseNpgsql("Host=localhost;Database=design").UseApplicationServiceProvider(AccountSchema.ForDesign()).Options);
}
