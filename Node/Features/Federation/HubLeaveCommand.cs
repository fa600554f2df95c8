using System.CommandLine;

namespace Agon.Node.Features.Federation;

/// <summary>The verb <c>hub leave</c>: leaves the hub and says whether it knows already.</summary>
internal static class HubLeaveCommand
{
    public static Command Create(string[] settings)
    {
        var command = new Command("leave", "Leave the hub: nobody signs in by it any more; accounts and all that people did stay.");
        command.SetAction((parsed, ct) => NodeCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            if (await services.GetRequiredService<LeaveHub>().ExecuteAsync(ct) is not { } isTold)
            {
                return FederationMessages.NoHub;
            }

            await output.WriteLineAsync(FederationMessages.HasLeft(isTold));
            return null;
        }, ct));
        return command;
    }
}
