using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Messaging;
using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Microsoft.AspNetCore.Identity;

namespace Agon.Node;

/// <summary>Everything the node is made of: one line per feature.</summary>
internal static class NodeServices
{
    public static WebApplicationBuilder AddNode(this WebApplicationBuilder builder)
    {
        // A forgotten registration is found at the first start, in production too.
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        builder.Services.AddDatabase<NodeDb, SqliteNodeDb, PostgreSqlNodeDb>(builder.Configuration, "agon.db");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRazorPages().WithRazorPagesRoot("/Features");
        builder.Services.AddIdentityCore<Account>().AddRoles<IdentityRole<Guid>>().AddEntityFrameworkStores<NodeDb>();
        builder.Services.AddScoped<Operators>();
        builder.Services.AddMessaging();
        return builder;
    }
}
