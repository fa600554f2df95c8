using System.Security.Claims;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Authentication;

namespace Agon.Node.Features.Accounts;

/// <summary>
/// Takes an operator's powers off a session that goes on by another host's word: who is operator is decided here, and only here. They come
/// back once the person has shown this node who they are.
/// </summary>
internal sealed class WithholdPowers : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal) =>
        Task.FromResult(principal.Issuer is not null && principal.IsInRole(Operators.Role) ? Without(principal) : principal);

    // A copy: what the cookie holds stays as it is.
    private static ClaimsPrincipal Without(ClaimsPrincipal principal)
    {
        var copy = principal.Clone();
        foreach (var identity in copy.Identities)
        {
            foreach (var role in identity.FindAll(c => c.Type == identity.RoleClaimType && c.Value == Operators.Role).ToList())
            {
                identity.RemoveClaim(role);
                identity.AddClaim(new Claim(AccountClaims.WithheldType, Operators.Role));
            }
        }

        return copy;
    }
}
