using Agon.Node.Data;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

internal sealed class IdentitiesModel(NodeDb db, UserManager<Account> users, ShowAgain again, RemoveIdentity remove) : PageModel
{
    public IReadOnlyList<(LinkedIdentity Identity, string Issuer)> Linked { get; private set; } = [];

    /// <summary>Those that were ways in until the person's account there was deleted.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Issuer)> Lost { get; private set; } = [];

    /// <summary>Issuers by which this account can't be entered yet.</summary>
    public IReadOnlyList<Issuer> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = User.AccountId;
        var issuers = await db.Issuers.AsNoTracking().OrderBy(i => i.Name).ToListAsync(ct);
        var linked = await db.LinkedIdentities.AsNoTracking().Where(l => l.AccountId == me).OrderBy(l => l.LinkedAt).ThenBy(l => l.Id).ToListAsync(ct);
        var lost = await db.LostIdentities.AsNoTracking().Where(l => l.AccountId == me).OrderBy(l => l.LostAt).ThenBy(l => l.Id).ToListAsync(ct);
        Lost = [.. lost.Select(l => (l.LostAt, NameOf(l.IssuerAddress, issuers)))];
        Linked = [.. linked.Select(l => (l, NameOf(l.IssuerAddress, issuers)))];
        Others = [.. issuers.Where(i => i.IsEnabled && !linked.Exists(l => l.IssuerAddress == i.Address))];
    }

    private static string NameOf(string address, List<Issuer> issuers) => issuers.Find(i => i.Address == address)?.Name ?? address;

    public async Task<IActionResult> OnPostRemoveAsync(Guid identity, CancellationToken ct)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        if (await again.WhereAsync(User, account, NodeLinks.SignOn.Identities, ct) is { } first)
        {
            return Redirect(first);
        }

        var failure = await remove.ExecuteAsync(account.Id, identity, User.SessionId, ct);
        TempData.Say(failure is { } reason ? SignOnMessages.Sentence(reason) : "It is removed.");
        return Redirect(NodeLinks.SignOn.Identities);
    }
}
