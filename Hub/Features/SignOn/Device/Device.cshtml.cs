using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Device;

/// <summary>Where a person types the code of a program that waits, sees what it is, and decides.</summary>
[EnableRateLimiting(PortalServices.AccountPosts)]
internal sealed class DeviceModel(HubDb db, DecideDeviceRequest decide, UserManager<Account> users) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The claims whose values stand on the page, with spaces between.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    public WaitingDevice? Waiting { get; private set; }
    public Account? Account { get; private set; }
    public IReadOnlyList<string> Sees { get; private set; } = [];
    public string? Done { get; private set; }

    // The code in the address only saves typing: the person still compares it (RFC 8628 §5.4).
    public void OnGet(string? code) => Code = UserCode.Read(code);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        (Account, Waiting) = (account, await decide.FindAsync(Code, ct));
        if (Waiting is null)
        {
            return Again(string.IsNullOrWhiteSpace(Code) ? UserCodeRefusal.Missing : UserCodeRefusal.NobodyWaits);
        }

        var profile = await db.PersonProfiles.SingleOrDefaultAsync(p => p.AccountId == account.Id, ct);
        var scopes = SignOnScopes.Read(Waiting.Request.Scopes);
        (Sees, Shown) = ([.. scopes.Select(s => ConsentMessages.Sees(s, account, profile))], SignOnScopes.Write(PersonClaims.Names(account, profile, scopes)));
        ModelState.Remove(nameof(Shown));
        return Page();
    }

    public async Task<IActionResult> OnPostDecideAsync(string? decision, CancellationToken ct)
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        var isYes = decision == "yes";
        var isDone = await decide.FindAsync(Code, ct) is { } waiting
            && (isYes ? await decide.AllowAsync(waiting, account, User, await ShownAsync(waiting, account, ct), ct) : await decide.DenyAsync(waiting, ct));
        if (!isDone)
        {
            return Again(UserCodeRefusal.NobodyWaits);
        }

        Done = isYes ? DeviceMessages.Allowed : DeviceMessages.Denied;
        return Page();
    }

    private async Task<IReadOnlyList<string>> ShownAsync(WaitingDevice waiting, Account account, CancellationToken ct)
    {
        var profile = await db.PersonProfiles.SingleOrDefaultAsync(p => p.AccountId == account.Id, ct);
        return [.. PersonClaims.Names(account, profile, SignOnScopes.Read(waiting.Request.Scopes)).Intersect((Shown ?? "").Split(' '))];
    }

    private PageResult Again(UserCodeRefusal refusal)
    {
        ModelState.AddModelError(nameof(Code), DeviceMessages.Sentence(refusal));
        return Page();
    }
}
