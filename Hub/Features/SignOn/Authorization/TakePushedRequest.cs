using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>Takes up a request that a client pushed; of two browsers that come with it, one is served.</summary>
internal sealed class TakePushedRequest(HubDb db, TimeProvider clock)
{
    private static readonly Func<HubDb, string, CancellationToken, Task<PushedRequest?>> PushedAs =
        ReadyQuery.Of((HubDb db, string digest, CancellationToken _) => db.PushedRequests.AsNoTracking().SingleOrDefault(p => p.Digest == digest));

    public async Task<RequestOutcome> ExecuteAsync(string? clientId, string requestUri, CancellationToken ct)
    {
        if (!requestUri.StartsWith(PushedRequest.Prefix, StringComparison.Ordinal))
        {
            return new RequestOutcome.Shown(SignOnRefusal.PushedRequestUnknown);
        }

        var digest = RandomSecret.Digest(requestUri[PushedRequest.Prefix.Length..]);
        var pushed = await PushedAs(db, digest, ct);
        if (pushed is null || pushed.ClientId != clientId)
        {
            return new RequestOutcome.Shown(SignOnRefusal.PushedRequestUnknown);
        }

        var now = clock.GetUtcNow();
        if (now >= pushed.ExpiresAt)
        {
            return new RequestOutcome.Shown(SignOnRefusal.PushedRequestExpired);
        }

        DateTimeOffset? used = now;
        return await db.PushedRequests.Where(p => p.Id == pushed.Id && p.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.UsedAt, used), ct) == 1
            ? new RequestOutcome.Good(null, AuthorizationTickets.Read(pushed.Request))
            : new RequestOutcome.Shown(SignOnRefusal.PushedRequestUsed);
    }
}
