using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Nodes.Calls;

/// <summary>Writes what the hub has to tell a node.</summary>
internal sealed class ComposeReply(IOptions<HubOptions> hub, IOptions<NodesOptions> nodes)
{
    /// <param name="member">The node.</param>
    /// <param name="handled">The ended sessions it has dealt with: they come no more.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<HubReply> ExecuteAsync(Member member, IReadOnlyList<Guid> handled, CancellationToken ct) => Task.FromResult(new HubReply
    {
        State = member.State,
        Reason = member.Reason,
        HubName = hub.Value.Name,
        Challenge = member.Challenge,
        CallEverySeconds = nodes.Value.CallEverySeconds,
        KnownKeys = [.. member.Keys.Keys.Select(k => k.Kid!)],
    });
}
