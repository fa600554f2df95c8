using System.CommandLine;

namespace Agon.Hub.Features.Nodes.Invitations;

/// <summary>The verb <c>invitation create</c>: prints an invitation's token and nothing else.</summary>
internal static class InvitationCreateCommand
{
    private const int DefaultDays = 7;

    public static Command Create(string[] settings)
    {
        var note = new Option<string>("--note") { Description = "Who is invited, for the curators to read.", Required = true };
        var days = new Option<int>("--days") { Description = $"How long it is good for, 1 to {Invitation.MaxDays}.", DefaultValueFactory = _ => DefaultDays };
        var command = new Command("create", "Invite one node and print the token, once.") { note, days };
        command.SetAction((parsed, ct) => HubCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            switch (await services.GetRequiredService<InviteNode>().ExecuteAsync(parsed.GetRequiredValue(note), parsed.GetValue(days), by: null, ct))
            {
                case InviteOutcome.Invited(_, var token):
                    await output.WriteLineAsync(token);
                    return null;
                case var refused:
                    return NodesMessages.Sentence(refused);
            }
        }, ct));
        return command;
    }
}
