using System.Security.Claims;
using Agon.Portal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Accounts;

/// <summary>
/// Writes the sign-in cookie's claims: who it is, the display name, so that no page has to look it up, and the roles. Identity's own
/// factory asks the database for claims of accounts and of roles too, which there are none of here.
/// </summary>
internal sealed class AccountClaimsFactory(DbContext db, IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<Account>
{
    private static readonly Func<DbContext, Guid, IAsyncEnumerable<string>> RolesOf = ReadyQuery.Rows((DbContext db, Guid account) =>
        from held in db.Set<IdentityUserRole<Guid>>()
        join role in db.Set<IdentityRole<Guid>>() on held.RoleId equals role.Id
        where held.UserId == account
        select role.Name!);

    public async Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        var types = options.Value.ClaimsIdentity;
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, types.UserNameClaimType, types.RoleClaimType);
        identity.AddClaim(new Claim(types.UserIdClaimType, $"{user.Id}"));
        identity.AddClaim(new Claim(types.UserNameClaimType, user.UserName!));
        identity.AddClaim(new Claim(types.EmailClaimType, user.Email!));
        identity.AddClaim(new Claim(types.SecurityStampClaimType, user.SecurityStamp!));
        await foreach (var role in RolesOf(db, user.Id))
        {
            identity.AddClaim(new Claim(types.RoleClaimType, role));
        }

        identity.AddClaim(new Claim(AccountClaims.DisplayNameType, user.DisplayName));
        return new ClaimsPrincipal(identity);
    }
}
