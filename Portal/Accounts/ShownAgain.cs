using System.Security.Claims;

namespace Agon.Portal.Accounts;

/// <summary>Whether people showed a short time ago who they are, so that nobody who only found an open browser takes their account.</summary>
internal sealed class ShownAgain(ISignInWays ways, TimeProvider clock)
{
    /// <summary>Whether they showed it to this host, or in another way that it takes from who has none of its own.</summary>
    public async ValueTask<bool> IsFreshAsync(ClaimsPrincipal visitor, Account account, CancellationToken ct) =>
        AccountClaims.IsFresh(visitor.AuthenticatedAt, clock.GetUtcNow()) || await ways.HaveShownAsync(visitor, account, ct);
}
