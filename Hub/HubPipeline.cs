using Agon.Hub.Features.Catalogue.Api;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Exports;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Catalogue.Logos;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.SignOn;
using Agon.Portal.Hosting;

namespace Agon.Hub;

/// <summary>The order in which a request is handled, and every endpoint: one line per feature.</summary>
internal static class HubPipeline
{
    public static WebApplication UseHub(this WebApplication app)
    {
        app.UsePortal();
        app.MapSignOn();
        app.MapNodes();
        app.MapFeed();
        app.MapSignedStandings();
        app.MapExports();
        app.MapLogos();
        app.MapCatalogueApi();
        app.MapInventory();
        return app;
    }
}
