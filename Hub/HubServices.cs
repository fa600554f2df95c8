using Agon.Hub.Data;
using Agon.Hub.Features.Accounts;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue;
using Agon.Hub.Features.Nodes;
using Agon.Hub.Features.SignOn;
using Agon.Portal.Data;
using Agon.Portal.Hosting;

namespace Agon.Hub;

/// <summary>Everything the hub is made of: one line per feature.</summary>
internal static class HubServices
{
    public static WebApplicationBuilder AddHub(this WebApplicationBuilder builder)
    {
        builder.Services.AddDatabase<HubDb, SqliteHubDb, PostgreSqlHubDb>(builder.Configuration, "hub.db");
        builder.AddPortal<HubShell, HubDb>();
        builder.Services.AddHubAccounts();
        builder.Services.AddAdministration();
        builder.Services.AddSignOn();
        builder.Services.AddNodes();
        builder.Services.AddCatalogue();
        return builder;
    }
}
