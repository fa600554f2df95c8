using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Portal.Shell;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

/// <summary>What stands around the node's pages: its name and institution as the operator set them.</summary>
internal sealed class NodeShell(NodeDb db) : ISiteShell
{
    private static readonly string Version = typeof(NodeShell).Assembly.GetName().Version!.ToString(3);
    private SiteSettings? _settings;

    public async ValueTask<SiteShell> ComposeAsync(ClaimsPrincipal visitor, CancellationToken ct)
    {
        _settings ??= await db.SiteSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new SiteSettings { Name = "Agon" };
        return new SiteShell
        {
            Name = _settings.Name,
            Institution = _settings.Institution,
            Nav = [new("Competitions", "/competitions")],
            Search = new("/competitions", "Search competitions"),
            AccountMenu = visitor.IsInRole(Operators.Role)
                ? [new("API tokens", "/account/tokens"), new("Operator's desk", "/admin")]
                : [new("API tokens", "/account/tokens")],
            Footer = [new($"Agon {Version}", null)],
            OffersRegistration = _settings.IsRegistrationOpen,
        };
    }
}
