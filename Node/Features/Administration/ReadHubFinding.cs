using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Federation;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

/// <summary>Says on the operator's desk how the node stands with its hub, or what a hub would be good for.</summary>
internal sealed class ReadHubFinding(NodeDb db, TimeProvider clock)
{
    private const int FailuresThatMatter = 3;
    private const string Held = "You have switched signing in by it off, and it";

    public async Task<DeskFinding> ExecuteAsync(CancellationToken ct)
    {
        if (await db.Memberships.AsNoTracking().SingleOrDefaultAsync(ct) is { } membership)
        {
            return Of(membership, await db.Issuers.AnyAsync(i => i.Slug == Issuer.HubSlug && i.IsHeldOff, ct));
        }

        var published = await db.Competitions.CountAsync(c => c.State == CompetitionState.Published, ct);
        return new("Hub", DeskGrade.Good, published == 0
            ? "This node belongs to no hub: people sign in with accounts of this site."
            : $"This node belongs to no hub, so {Counts.Of(published, "published competition")} can be found here only, and newcomers need an account of this site. A hub's curator can invite it.",
            new("Join a hub", NodeLinks.Administration.Hub));
    }

    private DeskFinding Of(Membership membership, bool isHeldOff)
    {
        var (grade, sentence) = membership switch
        {
            { IsLeaving: true } => (DeskGrade.Watch, $"This node leaves {membership.HubName}, which is told as soon as it answers."),
            { State: MemberState.Left } => (DeskGrade.Watch, $"{membership.HubName} has removed this node{Why(membership)} Join again with a new invitation, or another hub."),
            { LastError: { } error, Failures: var failures } => (failures < FailuresThatMatter ? DeskGrade.Watch : DeskGrade.Failed,
                $"{membership.HubName} was called {Ago(membership.LastCallAt)} in vain: {error} The node calls again by itself; local accounts sign in meanwhile."),
            { State: MemberState.Suspended } => (DeskGrade.Failed, $"{membership.HubName} has suspended this node{Why(membership)} Nobody signs in by it. Talk to its curators."),
            { State: MemberState.Limited } => (DeskGrade.Watch, $"{membership.HubName} has limited this node{Why(membership)} {(isHeldOff ? Held : "People sign in by it, and it")} does not list this node."),
            { State: MemberState.Applied } => (DeskGrade.Watch, $"{membership.HubName} has this node's application; a curator there decides."),
            _ when isHeldOff => (DeskGrade.Good, $"You have switched signing in by {membership.HubName} off. It answered {Ago(membership.LastReplyAt)}."),
            _ => (DeskGrade.Good, $"People sign in by {membership.HubName}, which answered {Ago(membership.LastReplyAt)}."),
        };
        return new("Hub", grade, sentence, new("See the hub", NodeLinks.Administration.Hub));
    }

    private static string Why(Membership membership) => membership.Reason is { } reason ? $": {reason.TrimEnd('.')}." : ".";

    private string Ago(DateTimeOffset? at) => at is { } then ? $"{Durations.Words(clock.GetUtcNow() - then)} ago" : "never";
}
