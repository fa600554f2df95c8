using Agon.Node.Data;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

internal sealed class IdentitiesModel(NodeDb db, RemoveIdentity remove) : PageModel
{
    public IReadOnlyList<(LinkedIdentity Identity, string Issuer)> Linked { get; private set; } = [];

    /// <summary>Issuers by which this account can't be entered yet.</summary>
    public IReadOnlyList<Issuer> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = User.AccountId;
        var issuers = await db.Issuers.AsNoTracking().OrderBy(i => i.Name).ToListAsync(ct);
        var linked = await db.LinkedIdentities.AsNoTracking().Where(l => l.AccountId == me).OrderBy(l => l.LinkedAt).ThenBy(l => l.Id).ToListAsync(ct);
        Linked = [.. linked.Select(l => (l, issuers.Find(i => i.Address == l.IssuerAddress)?.Name ?? l.IssuerAddress))];
        Others = [.. issuers.Where(i => i.IsEnabled && !linked.Exists(l => l.IssuerAddress == i.Address))];
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid identity, CancellationToken ct)
    {
        var failure = await remove.ExecuteAsync(User.AccountId!.Value, identity, User.SessionId, ct);
        TempData.Say(failure is { } reason ? SignOnMessages.Sentence(reason) : "It is removed.");
        return Redirect(NodeLinks.SignOn.Identities);
    }
}
