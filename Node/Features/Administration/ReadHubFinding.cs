using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Federation;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

/// <summary>Says on the operator's desk how the node stands with its hub, or what a hub would be good for.</summary>
internal sealed class ReadHubFinding(NodeDb db, TimeProvider clock)
{
    private const int FailuresThatMatter = 3;

    public async Task<DeskFinding> ExecuteAsync(CancellationToken ct)
    {
        if (await db.Memberships.AsNoTracking().SingleOrDefaultAsync(ct) is { } membership)
        {
            return Of(membership);
        }

        var published = await db.Competitions.CountAsync(c => c.State == CompetitionState.Published, ct);
        return new("Hub", DeskGrade.Good, published == 0
            ? "This node belongs to no hub: people sign in with accounts of this site."
            : $"This node belongs to no hub, so {Counts.Of(published, "published competition")} can be found here only, and newcomers need an account of this site. A hub's curator can invite it.",
            new("Join a hub", NodeLinks.Administration.Hub));
    }

    private DeskFinding Of(Membership membership)
    {
        var (grade, sentence) = membership switch
        {
            { IsLeaving: true } => (DeskGrade.Watch, $"This node leaves {membership.HubName}, which is told as soon as it answers."),
            { State: MemberState.Left } => (DeskGrade.Watch, $"{membership.HubName} has removed this node{Why(membership)} Join again with a new invitation, or another hub."),
            { LastError: { } error, Failures: var failures } => (failures < FailuresThatMatter ? DeskGrade.Watch : DeskGrade.Failed,
                $"{membership.HubName} was called {Ago(membership.LastCallAt)} in vain: {error} The node calls again by itself; local accounts sign in meanwhile."),
            { State: MemberState.Suspended } => (DeskGrade.Failed, $"{membership.HubName} has suspended this node{Why(membership)} Nobody signs in by it. Talk to its curators."),
            { State: MemberState.Limited } => (DeskGrade.Watch, $"{membership.HubName} has limited this node{Why(membership)} People sign in by it, and it shows nothing of this node."),
            { State: MemberState.Applied } => (DeskGrade.Watch, $"{membership.HubName} has this node's application; a curator there decides."),
            _ => (DeskGrade.Good, $"People sign in by {membership.HubName}, which answered {Ago(membership.LastReplyAt)}."),
        };
        return new("Hub", grade, sentence, new("See the hub", NodeLinks.Administration.Hub));
    }

    private static string Why(Membership membership) => membership.Reason is { } reason ? $": {reason.TrimEnd('.')}." : ".";

    private string Ago(DateTimeOffset? at) => at is { } then ? $"{Durations.Words(clock.GetUtcNow() - then)} ago" : "never";
}
