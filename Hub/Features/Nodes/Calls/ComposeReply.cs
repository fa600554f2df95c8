using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Logout;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Nodes.Calls;

/// <summary>Writes what the hub has to tell a node. What ended is told in every state but the first: people who came by the hub are owed it.</summary>
internal sealed class ComposeReply(HubDb db, ReadEndedSessions ended, ReadDeletedSubjects deleted, IOptions<HubOptions> hub, IOptions<NodesOptions> nodes)
{
    /// <param name="member">The node.</param>
    /// <param name="handled">What it has dealt with: that comes no more.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<HubReply> ExecuteAsync(Member member, IReadOnlyList<Guid> handled, CancellationToken ct)
    {
        // Whether an applicant is the node people know at this address, a curator has yet to find out.
        var isKnown = member.State != MemberState.Applied;
        return new HubReply
        {
            State = member.State,
            Reason = member.Reason,
            HubName = hub.Value.Name,
            Challenge = member.Challenge,
            CallEverySeconds = nodes.Value.CallEverySeconds,
            KnownKeys = [.. member.Keys.Keys.Select(k => k.Kid!)],
            EndedSessions = isKnown ? await EndedAsync(member, handled, ct) : [],
            DeletedAccounts = isKnown ? await DeletedAsync(member, handled, ct) : [],
            Requests = member.IsServed ? await RequestsAsync(member, ct) : [],
        };
    }

    private async Task<string[]> RequestsAsync(Member member, CancellationToken ct) =>
    [
        .. await db.FeedCursors.AnyAsync(f => f.MemberId == member.Id && f.IsSetBack, ct) ? [HubRequests.Feed] : Array.Empty<string>(),
        .. await db.NodeInventories.AnyAsync(i => i.MemberId == member.Id && i.IsAsked, ct) ? [HubRequests.Inventory] : Array.Empty<string>(),
    ];

    private async Task<SessionEnd[]> EndedAsync(Member member, IReadOnlyList<Guid> handled, CancellationToken ct) =>
        [.. (await ended.ExecuteAsync(member.ClientId, handled, HubReply.MaxEndedSessions, ct)).Select(e => new SessionEnd(e.Id, e.SessionId, e.Subject))];

    private async Task<AccountEnd[]> DeletedAsync(Member member, IReadOnlyList<Guid> handled, CancellationToken ct) =>
        [.. (await deleted.ExecuteAsync(member.ClientId, handled, HubReply.MaxDeletedAccounts, ct)).Select(d => new AccountEnd(d.Id, d.Subject))];
}
