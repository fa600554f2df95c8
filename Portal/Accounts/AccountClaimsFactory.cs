using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Accounts;

/// <summary>
/// Writes the sign-in cookie's claims: who it is, the display name, so that no page has to look it up, and the roles. Identity's own
/// factory asks the database for claims of accounts and of roles too, which there are none of here.
/// </summary>
internal sealed class AccountClaimsFactory(UserManager<Account> users, IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<Account>
{
    public async Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var types = options.Value.ClaimsIdentity;
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, types.UserNameClaimType, types.RoleClaimType);
        identity.AddClaim(new Claim(types.UserIdClaimType, $"{user.Id}"));
        identity.AddClaim(new Claim(types.UserNameClaimType, user.UserName!));
        identity.AddClaim(new Claim(types.EmailClaimType, user.Email!));
        identity.AddClaim(new Claim(types.SecurityStampClaimType, await users.GetSecurityStampAsync(user)));
        identity.AddClaims((await users.GetRolesAsync(user)).Select(role => new Claim(types.RoleClaimType, role)));
        identity.AddClaim(new Claim(AccountClaims.DisplayNameType, user.DisplayName));
        return new ClaimsPrincipal(identity);
    }
}
