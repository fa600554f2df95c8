using Agon.Node.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.People;

internal sealed class ShownModel(NodeDb db, ChooseToBeShown choose) : PageModel
{
    /// <summary>What they agreed to; null if nothing.</summary>
    public ShownAtHub? Shown { get; private set; }

    /// <summary>The hub this node belongs to; null if none.</summary>
    public string? HubName { get; private set; }

    public bool IsLinked { get; private set; }

    public string Name { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = User.AccountId!.Value;
        var hub = await db.Memberships.AsNoTracking().Where(m => !m.IsLeaving).Select(m => new { m.Hub, m.HubName }).SingleOrDefaultAsync(ct);
        Shown = await db.ShownAtHubs.AsNoTracking().SingleOrDefaultAsync(s => s.AccountId == me && (hub == null || s.Hub == hub.Hub), ct);
        HubName = hub?.HubName;
        IsLinked = hub is not null && await db.LinkedIdentities.AnyAsync(l => l.AccountId == me && l.IssuerAddress == hub.Hub, ct);
        Name = await db.Users.Where(a => a.Id == me).Select(a => a.DisplayName).SingleAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(bool isShown, CancellationToken ct)
    {
        TempData.Say(PeopleMessages.Sentence(await choose.ExecuteAsync(User.AccountId!.Value, isShown, ct), isShown));
        return Redirect(NodeLinks.Accounts.ShownAtHub);
    }
}
