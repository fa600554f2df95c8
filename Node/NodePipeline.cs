using Agon.Node.Features.Accounts;
using Agon.Node.Features.Api;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Federation;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Participation;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Runs.Leases;
using Agon.Node.Features.Runs.Live;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.Submissions;
using Agon.Portal.Hosting;

namespace Agon.Node;

/// <summary>The order in which a request is handled, and every endpoint: one line per feature.</summary>
internal static class NodePipeline
{
    public static WebApplication UseNode(this WebApplication app)
    {
        app.UsePortal();
        app.MapApi();
        app.MapAccounts();
        app.MapSignOn();
        app.MapFederation();
        app.MapFiles();
        app.MapBundles();
        app.MapCompetitions();
        app.MapParticipation();
        app.MapSubmissions();
        app.MapFactSheets();
        app.MapRuns();
        app.MapRunEvents();
        app.MapLeases();
        app.MapLeaderboards();
        return app;
    }
}
