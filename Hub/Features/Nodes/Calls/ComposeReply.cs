using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Logout;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Nodes.Calls;

/// <summary>Writes what the hub has to tell a node.</summary>
internal sealed class ComposeReply(ReadEndedSessions ended, IOptions<HubOptions> hub, IOptions<NodesOptions> nodes)
{
    /// <param name="member">The node.</param>
    /// <param name="handled">The ended sessions it has dealt with: they come no more.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<HubReply> ExecuteAsync(Member member, IReadOnlyList<Guid> handled, CancellationToken ct) => new()
    {
        State = member.State,
        Reason = member.Reason,
        HubName = hub.Value.Name,
        Challenge = member.Challenge,
        CallEverySeconds = nodes.Value.CallEverySeconds,
        KnownKeys = [.. member.Keys.Keys.Select(k => k.Kid!)],
        EndedSessions = [.. (await ended.ExecuteAsync(member.ClientId, handled, HubReply.MaxEndedSessions, ct)).Select(e => new SessionEnd(e.Id, e.SessionId, e.Subject))],
    };
}
