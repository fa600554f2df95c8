using System.CommandLine;
using Agon.Federation.Contracts.Enrolment;
using Agon.Portal.Hosting;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Federation;

/// <summary>The verb <c>hub join</c>: applies to a hub and prints what the hub calls this node.</summary>
internal static class HubJoinCommand
{
    private const string FromInput = "-";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static Command Create(string[] settings)
    {
        var hub = new Argument<string>("url") { Description = "The hub's address." };
        var token = new Argument<string>("token")
        {
            Description = "The token from the invitation; left out, or a hyphen, it is read from standard input, where no list of processes shows it.",
            DefaultValueFactory = _ => FromInput,
        };
        var wait = new Option<bool>("--wait") { Description = "Wait until a curator has decided." };
        var command = new Command("join", "Apply to a hub with an invitation and print this node's name there.") { hub, token, wait };
        command.SetAction((parsed, ct) => NodeCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            // This process does not listen, so it can't know its address by itself.
            if (services.GetRequiredService<IOptions<SiteOptions>>().Value.PublicUrl is null)
            {
                return FederationMessages.SetPublicUrl;
            }

            var given = parsed.GetValue(token) is { } typed and not FromInput ? typed : await Console.In.ReadLineAsync(ct) ?? "";
            var outcome = await services.GetRequiredService<JoinHub>().ExecuteAsync(parsed.GetRequiredValue(hub), given, ct);
            if (outcome is not JoinHubOutcome.Applied(var slug))
            {
                return FederationMessages.Sentence(outcome);
            }

            await output.WriteLineAsync(slug);
            await output.FlushAsync(ct);
            return parsed.GetValue(wait) ? await WaitAsync(services, ct) : null;
        }, ct));
        return command;
    }

    private static async Task<string?> WaitAsync(IServiceProvider services, CancellationToken ct)
    {
        while (true)
        {
            await using var scope = services.CreateAsyncScope();
            switch (await scope.ServiceProvider.GetRequiredService<CallHub>().ExecuteAsync(ct))
            {
                case { State: MemberState.Active or MemberState.Limited }:
                    return null;
                case { State: MemberState.Applied }:
                    await Task.Delay(Pause, services.GetRequiredService<TimeProvider>(), ct);
                    break;
                case { } decided:
                    return $"The node is {FederationMessages.Word(decided.State)}: {decided.Reason}";
                case null:
                    return "The node has left the hub meanwhile.";
            }
        }
    }
}
