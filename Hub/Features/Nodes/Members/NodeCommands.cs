using System.CommandLine;
using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>The verbs <c>node approve</c> and <c>node list</c>.</summary>
internal static class NodeCommands
{
    public static Command Approve(string[] settings)
    {
        var slug = new Argument<string>("slug") { Description = "The node's name in the hub's addresses." };
        var command = new Command("approve", "Let a node that applied be a member.") { slug };
        command.SetAction((parsed, ct) => HubCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            var outcome = await services.GetRequiredService<DecideOnNode>().ExecuteAsync(parsed.GetRequiredValue(slug), MemberAct.Approve, reason: null, by: null, ct);
            var sentence = NodesMessages.Sentence(outcome, MemberAct.Approve);
            if (outcome is not DecideOutcome.Done)
            {
                return sentence;
            }

            await output.WriteLineAsync(sentence);
            return null;
        }, ct));
        return command;
    }

    public static Command List(string[] settings)
    {
        var command = new Command("list", "List the nodes, one in a line: slug, state, address.");
        command.SetAction((parsed, ct) => HubCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            foreach (var member in await services.GetRequiredService<HubDb>().Members.AsNoTracking().OrderBy(m => m.Slug).ToListAsync(ct))
            {
                await output.WriteLineAsync($"{member.Slug}\t{member.State}\t{member.Address}");
            }

            return null;
        }, ct));
        return command;
    }
}
