using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Audit;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Device;

/// <summary>Answers a program that asks whether its person has decided (RFC 8628 §3.5).</summary>
internal sealed class RedeemDeviceCode(HubDb db, GrantStanding standing, IssueTokens issue, SpendOnce spend, CallSubject subject, TimeProvider clock)
{
    // Clocks and networks make a poll seem early that was not.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    public async Task<TokenOutcome> ExecuteAsync(Client client, SignOnParameters form, CancellationToken ct)
    {
        if (form["device_code"] is not { } code)
        {
            return new TokenOutcome.Refused(SignOnRefusal.DeviceCodeMissing);
        }

        var digest = RandomSecret.Digest(code);
        var request = await db.DeviceRequests.AsNoTracking().SingleOrDefaultAsync(r => r.DeviceDigest == digest, ct);
        if (request is null)
        {
            return new TokenOutcome.Refused(SignOnRefusal.DeviceCodeUnknown);
        }

        return await RefusalOfAsync(client, request, ct) is { } refusal ? new TokenOutcome.Refused(refusal) : await RedeemAsync(client, request, ct);
    }

    private async Task<SignOnRefusal?> RefusalOfAsync(Client client, DeviceRequest request, CancellationToken ct)
    {
        if (request.ClientId != client.ClientId)
        {
            return SignOnRefusal.DeviceCodeOfAnotherClient;
        }

        return request switch
        {
            { RedeemedAt: not null } => SignOnRefusal.DeviceCodeUsed,
            { DecidedAt: not null, GrantId: null } => SignOnRefusal.DeviceDenied,
            _ when clock.GetUtcNow() >= request.ExpiresAt => SignOnRefusal.DeviceCodeExpired,
            { DecidedAt: null } => await IsEarlyAsync(request, ct) ? SignOnRefusal.DevicePollingTooFast : SignOnRefusal.DeviceAuthorizationPending,
            _ => null,
        };
    }

    private async Task<TokenOutcome> RedeemAsync(Client client, DeviceRequest request, CancellationToken ct)
    {
        var grant = await db.Grants.AsNoTracking().SingleAsync(g => g.Id == request.GrantId, ct);
        subject.AccountId = grant.AccountId;
        TokenOutcome outcome = await standing.RefusalOfAsync(grant, ct) is { } refusal
            ? new TokenOutcome.Refused(refusal)
            : new TokenOutcome.Issued(await issue.ForGrantAsync(client, grant, SignOnScopes.Read(grant.Scopes), null, ct));
        DateTimeOffset? now = clock.GetUtcNow();
        var ended = await spend.ExecuteAsync(
            grant.Id, SignOnRefusal.DeviceCodeUsed, ends => db.DeviceRequests.Where(r => r.Id == request.Id && r.RedeemedAt == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.RedeemedAt, now), ends));
        return ended is { } reason && (reason == SignOnRefusal.DeviceCodeUsed || outcome is TokenOutcome.Issued) ? new TokenOutcome.Refused(reason) : outcome;
    }

    // §3.5: whoever asks too often waits five seconds longer from then on.
    private async Task<bool> IsEarlyAsync(DeviceRequest request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isEarly = request.PolledAt is { } last && now - last < TimeSpan.FromSeconds(request.IntervalSeconds) - Tolerance;
        var interval = request.IntervalSeconds + (isEarly ? (int)SignOnRules.DevicePoll.TotalSeconds : 0);
        await db.DeviceRequests.Where(r => r.Id == request.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.PolledAt, (DateTimeOffset?)now).SetProperty(r => r.IntervalSeconds, interval), ct);
        return isEarly;
    }
}
