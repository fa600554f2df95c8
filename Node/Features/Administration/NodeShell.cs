using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
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
        _settings ??= await db.SiteSettings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new SiteSettings { Name = SiteSettings.DefaultName };
        return new SiteShell
        {
            Name = _settings.Name,
            Institution = _settings.Institution,
            Nav = [new("Competitions", NodeLinks.Competitions.List)],
            Search = new(NodeLinks.Competitions.List, "Search competitions"),
            AccountMenu =
            [
                new("Ways to sign in", NodeLinks.SignOn.Identities),
                new("Shown at the hub", NodeLinks.Accounts.ShownAtHub),
                new("API tokens", NodeLinks.Accounts.Tokens),
                .. visitor.IsInRole(Operators.Role) || visitor.IsWithheld ? new SiteLink[] { new("Operator's desk", NodeLinks.Administration.Desk) } : [],
            ],
            Footer = [new($"Agon {Version}", null)],
            OffersRegistration = _settings.IsRegistrationOpen,
        };
    }
}
