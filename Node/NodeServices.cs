using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Api;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Federation;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Participation;
using Agon.Node.Features.People;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Setup;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.Submissions;
using Agon.Portal.Hosting;

namespace Agon.Node;

/// <summary>Everything the node is made of: one line per feature.</summary>
internal static class NodeServices
{
    public static WebApplicationBuilder AddNode(this WebApplicationBuilder builder)
    {
        builder.Services.AddNodeData(builder.Configuration);
        builder.AddPortal<NodeShell, NodeDb>();
        builder.Services.AddNodeAccounts();
        builder.Services.AddAdministration();
        builder.Services.AddSignOn();
        builder.Services.AddSetup();
        builder.Services.AddMessaging();
        builder.Services.AddApi();
        builder.Services.AddFederation();
        builder.Services.AddPeople();
        builder.Services.AddFeed();
        builder.Services.AddFiles();
        builder.Services.AddCompetitions();
        builder.Services.AddParticipation();
        builder.Services.AddBundles();
        builder.Services.AddSubmissions();
        builder.Services.AddFactSheets();
        builder.Services.AddRuns();
        builder.Services.AddLeaderboards();
        return builder;
    }
}
