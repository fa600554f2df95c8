using System.CommandLine;
using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>The verbs of <c>client</c>.</summary>
internal static class ClientCommands
{
    public static Command Create(string[] settings) => new("client", "Sites that people sign in to with their account here.")
    {
        ClientCreateCommand.Create(settings),
        ListCommand(settings),
        SwitchCommand(settings, "disable", "Serve a site no longer; it is refused everywhere at once.", isEnabled: false),
        SwitchCommand(settings, "enable", "Serve a site again.", isEnabled: true),
    };

    private static Command ListCommand(string[] settings)
    {
        var command = new Command("list", "One line for each site: its id, whether it is served, its name.");
        command.SetAction((parsed, ct) => HubCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            foreach (var client in await services.GetRequiredService<HubDb>().Clients.OrderBy(c => c.Name).ThenBy(c => c.ClientId).ToListAsync(ct))
            {
                await output.WriteLineAsync($"{client.ClientId}\t{(client.IsEnabled ? "enabled" : "disabled")}\t{client.Name}");
            }

            return null;
        }, ct));
        return command;
    }

    private static Command SwitchCommand(string[] settings, string verb, string description, bool isEnabled)
    {
        var id = new Argument<string>("id") { Description = "The site's client_id; client list shows it." };
        var command = new Command(verb, description) { id };
        command.SetAction((parsed, ct) => HubCommandLine.RunVerbAsync(parsed, settings, async (services, _) =>
            await services.GetRequiredService<SwitchClient>().ExecuteAsync(parsed.GetRequiredValue(id), isEnabled, ct) switch
            {
                SwitchClientOutcome.NoSuchClient => ClientMessages.NoSuchClient,
                SwitchClientOutcome.BelongsToNode => ClientMessages.BelongsToNode,
                _ => null,
            }, ct));
        return command;
    }
}
