using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Registration;
using Agon.Portal.Accounts;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Agon.Hub.Features.SignOn.Clients.Curation;

[FreshSignIn]
internal sealed class ClientsModel(HubDb db, SwitchClient change, RenewClientSecret renew, MakeRegistrationToken make, PublicAddress hub, TimeProvider clock) : PageModel
{
    private const int Most = 500;

    public IReadOnlyList<Row> Clients { get; private set; } = [];

    /// <summary>What was just made: on this answer and nowhere else.</summary>
    public NewSecret? Shown { get; private set; }

    public string RegistrationAddress => hub.Of(HubLinks.SignOn.Register);

    public int OpenTokens { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var clients = await db.Clients.AsNoTracking().OrderBy(c => c.Name).ThenBy(c => c.ClientId).Take(Most).ToListAsync(ct);
        var untold = await db.LogoutDeliveries.Where(d => d.ToldAt == null).GroupBy(d => d.ClientId)
            .Select(g => new { g.Key, Count = g.Count(), Failure = g.Max(d => d.LastFailure) }).ToDictionaryAsync(g => g.Key, ct);
        Clients = [.. clients.Select(c => untold.TryGetValue(c.ClientId, out var u) ? new Row(c, u.Count, u.Failure) : new Row(c, 0, null))];
        OpenTokens = await db.RegistrationTokens.CountAsync(t => t.UsedAt == null && t.ExpiresAt > now, ct);
    }

    public Task<IActionResult> OnPostDisableAsync(string? client, CancellationToken ct) => SwitchAsync(client, false, ct);

    public Task<IActionResult> OnPostEnableAsync(string? client, CancellationToken ct) => SwitchAsync(client, true, ct);

    public async Task<IActionResult> OnPostSecretAsync(string? client, CancellationToken ct)
    {
        if (await renew.ExecuteAsync(client ?? "", ct) is not { } renewed)
        {
            TempData.Say(ClientMessages.NoSuchClient);
            return Redirect(HubLinks.Curation.Clients);
        }

        return await ShowAsync(new NewSecret($"{renewed.Client.Name} has another secret", renewed.Client.ClientId, renewed.Secret), ct);
    }

    public async Task<IActionResult> OnPostEndKeyAsync(string? client, [FromServices] EndRegistrationKey end, CancellationToken ct)
    {
        TempData.Say(await end.ExecuteAsync(client ?? "", ct) ? ClientMessages.KeyEnded : ClientMessages.NoKey);
        return Redirect(HubLinks.Curation.Clients);
    }

    public async Task<IActionResult> OnPostTokenAsync(CancellationToken ct) =>
        await ShowAsync(new NewSecret("The registration token is ready", null, await make.ExecuteAsync(User.AccountId, ct), "Registration token"), ct);

    private async Task<IActionResult> SwitchAsync(string? client, bool isEnabled, CancellationToken ct)
    {
        TempData.Say(ClientMessages.Sentence(await change.ExecuteAsync(client ?? "", isEnabled, ct), isEnabled));
        return Redirect(HubLinks.Curation.Clients);
    }

    private async Task<IActionResult> ShowAsync(NewSecret secret, CancellationToken ct)
    {
        Shown = secret;
        Response.Headers[HeaderNames.CacheControl] = "no-store";
        await OnGetAsync(ct);
        return Page();
    }

    /// <summary>A client, and how many sessions ended that it still has to hear of.</summary>
    internal sealed record Row(Client Client, int Untold, string? LastFailure);
}
