using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Audit;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>
/// Gives new tokens for a refresh token, which is spent by it in one statement of the database. One that comes a second time is in two
/// hands, so its whole grant is revoked (RFC 9700 §4.14.2).
/// </summary>
internal sealed partial class RotateRefreshToken(
    HubDb db, GrantStanding standing, RevokeGrant revoke, IssueTokens issue, SpendOnce spend, CallSubject subject, TimeProvider clock, ILogger<RotateRefreshToken> logger)
{
    public async Task<TokenOutcome> ExecuteAsync(Client client, SignOnParameters form, CancellationToken ct)
    {
        if (form["refresh_token"] is not { } secret)
        {
            return new TokenOutcome.Refused(SignOnRefusal.RefreshTokenMissing);
        }

        var digest = RandomSecret.Digest(secret);
        var found = await (from token in db.RefreshTokens.AsNoTracking()
                           join grant in db.Grants.AsNoTracking() on token.GrantId equals grant.Id
                           where token.Digest == digest
                           select new { Token = token, Grant = grant }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return new TokenOutcome.Refused(SignOnRefusal.RefreshTokenUnknown);
        }

        if (found.Grant.ClientId != client.ClientId)
        {
            return new TokenOutcome.Refused(SignOnRefusal.RefreshTokenOfAnotherClient);
        }

        subject.AccountId = found.Grant.AccountId;
        if (found.Token.UsedAt is not null)
        {
            return await RefuseReuseAsync(client, found.Grant, ct);
        }

        IReadOnlyList<string> granted = [.. SignOnScopes.Read(found.Grant.Scopes).Intersect(client.AllowedScopes)];
        var scopes = form["scope"] is { } asked ? SignOnScopes.Read(asked) : granted;
        if (await RefusalOfAsync(found.Token, found.Grant, scopes, granted, ct) is { } refusal)
        {
            return new TokenOutcome.Refused(refusal);
        }

        var answer = await issue.ForGrantAsync(client, found.Grant, scopes, null, ct);
        return await SpendAsync(found.Token) switch
        {
            null => new TokenOutcome.Issued(answer),
            SignOnRefusal.RefreshTokenReused => await RefuseReuseAsync(client, found.Grant, CancellationToken.None),
            { } ended => new TokenOutcome.Refused(ended),
        };
    }

    private async Task<SignOnRefusal?> RefusalOfAsync(
        RefreshToken token, Grant grant, IReadOnlyList<string> scopes, IReadOnlyList<string> granted, CancellationToken ct) =>
        clock.GetUtcNow() >= token.ExpiresAt ? SignOnRefusal.RefreshTokenExpired
        : await standing.RefusalOfAsync(grant, ct) is { } refusal ? refusal
        : scopes.Count == 0 || scopes.Except(granted).Any() ? SignOnRefusal.ScopeExceeded
        : null;

    private async Task<TokenOutcome> RefuseReuseAsync(Client client, Grant grant, CancellationToken ct)
    {
        LogReused(client.ClientId, grant.Id);
        await revoke.ExecuteAsync(grant.Id, ct);
        return new TokenOutcome.Refused(SignOnRefusal.RefreshTokenReused);
    }

    private Task<SignOnRefusal?> SpendAsync(RefreshToken token)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        return spend.ExecuteAsync(token.GrantId, SignOnRefusal.RefreshTokenReused, ct => db.RefreshTokens.Where(t => t.Id == token.Id && t.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), ct));
    }

    [LoggerMessage(LogLevel.Warning, "A refresh token of {Client} was used twice; grant {Grant} is revoked")]
    private partial void LogReused(string client, Guid grant);
}
