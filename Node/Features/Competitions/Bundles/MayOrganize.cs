using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Decides who may upload bundles: operators, and everybody signed in unless the site's settings say otherwise.</summary>
internal sealed class MayOrganize(NodeDb db)
{
    public async Task<bool> AskAsync(ClaimsPrincipal visitor, CancellationToken ct) =>
        visitor.IsInRole(Operators.Role) || !await db.SiteSettings.AnyAsync(s => !s.MayAnyoneOrganize, ct);
}
