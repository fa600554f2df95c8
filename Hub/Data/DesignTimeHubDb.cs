using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Agon.Hub.Data;

/// <summary>Lets <c>dotnet ef</c> (ops/migrations/add) make the contexts without starting a hub.</summary>
internal sealed class DesignTimeSqliteHubDb : IDesignTimeDbContextFactory<SqliteHubDb>
{
    public SqliteHubDb CreateDbContext(string[] args)
    {
        SqliteLibrary.Load();
        return new SqliteHubDb(new DbContextOptionsBuilder<SqliteHubDb>().UseSqlite("Data Source=:memory:").UseApplicationServiceProvider(AccountSchema.ForDesign()).Options);
    }
}

/// <inheritdoc cref="DesignTimeSqliteHubDb"/>
internal sealed class DesignTimePostgreSqlHubDb : IDesignTimeDbContextFactory<PostgreSqlHubDb>
{
    public PostgreSqlHubDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlHubDb>().UseNpgsql("Host=localhost;Database=design").UseApplicationServiceProvider(AccountSchema.ForDesign()).Options);
}
