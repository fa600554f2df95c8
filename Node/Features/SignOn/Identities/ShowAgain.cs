using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>
/// Asks people to show again who they are before they make or take away a way into their account: to this node, by its own ways. Only who
/// has none of these, and is no operator, shows it to the issuer by whose word they are here.
/// </summary>
internal sealed class ShowAgain(NodeDb db, LocalWays local, Operators operators, TimeProvider clock)
{
    /// <summary>Where they do so; null if they did a short time ago.</summary>
    /// <param name="visitor">Who is signed in.</param>
    /// <param name="account">Their account.</param>
    /// <param name="returnUrl">Where they come back to after they showed it here.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="returnUrlByIssuer">Where they come back to from an issuer, if not there too.</param>
    /// <param name="isWritten">Whether they send what they wrote on a page that asked before; it would get lost.</param>
    public async Task<string?> WhereAsync(
        ClaimsPrincipal visitor, Account account, string returnUrl, CancellationToken ct, string? returnUrlByIssuer = null, bool isWritten = false)
    {
        var within = isWritten ? AccountRules.Writing : AccountRules.Fresh;
        if (AccountClaims.IsFresh(visitor.AuthenticatedAt, clock.GetUtcNow(), within) || await HaveShownIssuerAsync(visitor, account, within))
        {
            return null;
        }

        var issuer = visitor.Issuer;
        var slug = issuer is not null && await IsIssuerEnoughAsync(account) ? await db.Issuers.Where(i => i.Address == issuer && i.IsEnabled).Select(i => i.Slug).SingleOrDefaultAsync(ct) : null;
        return slug is null ? AccountLinks.Reauthenticate(returnUrl) : NodeLinks.SignOn.Start(slug, returnUrlByIssuer ?? returnUrl, isAgain: true);
    }

    /// <summary>Whether they showed it to an issuer a short time ago, and that is enough.</summary>
    public async Task<bool> HaveShownIssuerAsync(ClaimsPrincipal visitor, Account account, TimeSpan within) =>
        visitor.Issuer is not null && AccountClaims.IsFresh(visitor.IssuerAuthenticatedAt, clock.GetUtcNow(), within) && await IsIssuerEnoughAsync(account);

    /// <summary>Whether an issuer's word is enough: the account has no way of this node's own, and no powers that it would give by the way.</summary>
    public async Task<bool> IsIssuerEnoughAsync(Account account) => !await local.AnyAsync(account) && !await operators.ContainAsync(account);
}
