using System.CommandLine;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Writing;
using Agon.Node.Features.Federation;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Roles;
using Agon.Portal.Accounts.SecondFactors;
using Agon.Portal.Data;
using Agon.Portal.Hosting;

namespace Agon.Node;

/// <summary>The node's verbs, and what it does without one.</summary>
internal static class NodeCommandLine
{
    private static readonly Dictionary<string, string> Roles = new() { [Operators.Role] = "Make them an operator of this node." };

    private static readonly HostCommandLine Line = new()
    {
        Description = "Agon's competition node. Without a verb it serves its pages and API until it is stopped.",
        Add = builder => builder.AddNode(),
        Use = app => app.UseNode(),
        MigrateAsync = (services, ct) => services.MigrateAsync<NodeDb>(ct),
        Verbs = settings =>
        [
            new Command("user", "Accounts.")
            {
                UserCreateCommand.Create(Roles, (parsed, verb, ct) => RunVerbAsync(parsed, settings, verb, ct)),
                UserSecondStepOffCommand.Create((parsed, verb, ct) => RunVerbAsync(parsed, settings, verb, ct)),
                UserRoleCommand.Create(Operators.Role, (parsed, verb, ct) => RunVerbAsync(parsed, settings, verb, ct)),
            },
            new Command("token", "Personal API tokens.") { TokenCreateCommand.Create(settings) },
            new Command("site", "The site.") { SiteSetCommand.Create(settings) },
            new Command("hub", "Membership of a hub.") { HubJoinCommand.Create(settings), HubLeaveCommand.Create(settings) },
            new Command("competition", "Competitions.") { CompetitionImportCommand.Create(settings), CompetitionExportCommand.Create(settings) },
            new Command("bundle", "Bundles.") { BundleCheckCommand.Create(settings) },
        ],
    };

    /// <inheritdoc cref="HostCommandLine.RunAsync"/>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error) => Line.RunAsync(args, output, error);

    /// <inheritdoc cref="HostCommandLine.Build"/>
    public static WebApplication Build(string[] settings) => Line.Build(settings);

    /// <inheritdoc cref="HostCommandLine.RunVerbAsync"/>
    public static Task<int> RunVerbAsync(
        ParseResult parsed, string[] settings, Func<IServiceProvider, TextWriter, Task<string?>> verb, CancellationToken ct) =>
        Line.RunVerbAsync(parsed, settings, verb, ct);
}
