using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Features.Account;

internal sealed class SessionsModel(
    DbContext db, UserManager<Accounts.Account> users, SignInManager<Accounts.Account> signIn, EndSession end, SignOutEverywhere everywhere, TimeProvider clock)
    : PageModel
{
    // More than anybody has; the rest can be ended all at once.
    private const int Shown = 100;

    public IReadOnlyList<AccountSession> Sessions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (me, expired) = (User.AccountId, clock.GetUtcNow() - AccountRules.SignedIn);
        Sessions = await db.Set<AccountSession>().Where(s => s.AccountId == me && s.LastSeenAt > expired)
            .OrderByDescending(s => s.LastSeenAt).ThenByDescending(s => s.CreatedAt).Take(Shown).ToListAsync(ct);
    }

    public async Task<IActionResult> OnPostEndAsync(string? session, CancellationToken ct)
    {
        var wasThere = session is not null && await end.ExecuteAsync(User.AccountId!.Value, session, ct);
        TempData.Say(wasThere ? AccountMessages.SessionEnded : AccountMessages.SessionEndedBefore);
        return Redirect(AccountLinks.Sessions);
    }

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken ct)
    {
        if (await users.GetUserAsync(User) is { } account)
        {
            await everywhere.ExecuteAsync(account, ct);
        }

        await signIn.SignOutAsync();
        TempData.Say(AccountMessages.SignedOutEverywhere);
        return Redirect(AccountLinks.SignIn());
    }
}
