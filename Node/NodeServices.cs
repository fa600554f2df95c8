using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Agon.Portal.Data;

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
        builder.Services.AddMessaging();
        return builder;
    }
}
