using System.CommandLine;
using Agon.Hub.Data;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Roles;
using Agon.Portal.Accounts.SecondFactors;
using Agon.Portal.Hosting;

namespace Agon.Hub;

/// <summary>The hub's verbs, and what it does without one.</summary>
internal static class HubCommandLine
{
    private static readonly Dictionary<string, string> Roles = new()
    {
        [Staff.Curator] = "Let them invite, approve and suspend nodes.",
        [Staff.Administrator] = "Let them do that and appoint others.",
    };

    private static readonly HostCommandLine Line = new()
    {
        Description = "Agon's hub. Without a verb it serves its pages until it is stopped.",
        Add = builder => builder.AddHub(),
        Use = app => app.UseHub(),
        MigrateAsync = HubDatabase.MigrateAsync,
        Verbs = settings =>
        [
            new Command("user", "Accounts.")
            {
                UserCreateCommand.Create(Roles, (parsed, verb, ct) => RunVerbAsync(parsed, settings, verb, ct)),
                UserSecondStepOffCommand.Create((parsed, verb, ct) => RunVerbAsync(parsed, settings, verb, ct)),
                UserRoleCommand.Create(Staff.Curator, (parsed, verb, ct) => RunVerbAsync(parsed, settings, verb, ct)),
                UserRoleCommand.Create(Staff.Administrator, (parsed, verb, ct) => RunVerbAsync(parsed, settings, verb, ct)),
            },
            ClientCommands.Create(settings),
            new Command("invitation", "Invitations of nodes.") { InvitationCreateCommand.Create(settings) },
            new Command("node", "Nodes.") { NodeCommands.Approve(settings), NodeCommands.List(settings) },
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
