using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Data;

/// <summary>The hub's database. Each feature writes its own tables; others only read them.</summary>
internal abstract class HubDb(DbContextOptions options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfiguration(new OutgoingMailMapping());
        builder.ApplyAccountMappings();
        ModelConventions.Apply(builder);
    }
}

/// <summary>The hub's database in one SQLite file.</summary>
internal sealed class SqliteHubDb(DbContextOptions<SqliteHubDb> options) : HubDb(options);

/// <summary>The hub's database on a PostgreSQL server.</summary>
internal sealed class PostgreSqlHubDb(DbContextOptions<PostgreSqlHubDb> options) : HubDb(options);
