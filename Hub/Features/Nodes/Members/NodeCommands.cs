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
        var anyway = new Option<bool>("--anyway") { Description = "Although what answers at its address is another node, or says so." };
        var command = new Command("approve", "Let a node that applied be a member; says what looking at its address came to.") { slug, anyway };
        command.SetAction((parsed, ct) => HubCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            var outcome = await services.GetRequiredService<DecideOnNode>()
                .ExecuteAsync(parsed.GetRequiredValue(slug), MemberAct.Approve, reason: null, by: null, ct, parsed.GetValue(anyway));
            var sentence = NodesMessages.Sentence(outcome, MemberAct.Approve);
            if (outcome is not DecideOutcome.Done(var member))
            {
                return sentence;
            }

            await output.WriteLineAsync($"{sentence} {NodesMessages.Sentence(member.Check)}");
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
