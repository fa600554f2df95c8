using System.Security.Claims;
using Agon.Portal.Shell;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Administration;

/// <summary>What stands around the hub's pages.</summary>
internal sealed class HubShell(IOptions<HubOptions> options) : ISiteShell
{
    private static readonly string Version = typeof(HubShell).Assembly.GetName().Version!.ToString(3);

    public ValueTask<SiteShell> ComposeAsync(ClaimsPrincipal visitor, CancellationToken ct) => ValueTask.FromResult(new SiteShell
    {
        Name = options.Value.Name,
        Institution = options.Value.Federation,
        Nav = [new("Discover", HubLinks.Competitions.List), new("Series", HubLinks.Series.List), new("Nodes", HubLinks.Nodes.List)],
        Search = new(HubLinks.Competitions.List, "Search competitions"),
        AccountMenu = Menu(visitor),
        Footer = [new($"Agon {Version}", null)],
        OffersRegistration = options.Value.IsRegistrationOpen,
    });

    private static SiteLink[] Menu(ClaimsPrincipal visitor) =>
    [
        new("Following", HubLinks.Accounts.Following),
        new("About you", HubLinks.Accounts.About),
        new("Sites that know you", HubLinks.SignOn.Grants),
        new("Your data", HubLinks.Accounts.YourData),
        new("What happened with your account", HubLinks.Accounts.Events),
        .. visitor.IsInRole(Staff.Curator) || visitor.IsInRole(Staff.Administrator)
            ? new SiteLink[] { new("Curator's desk", HubLinks.Curation.Desk), new("Curate nodes", HubLinks.Curation.Nodes), new("Invitations", HubLinks.Curation.Invitations), new("Curate series", HubLinks.Curation.Series), new("Clients", HubLinks.Curation.Clients), new("What happened", HubLinks.Curation.Audit) } : [],
        .. visitor.IsInRole(Staff.Administrator) ? new SiteLink[] { new("Staff", HubLinks.Administration.Staff) } : [],
    ];
}
