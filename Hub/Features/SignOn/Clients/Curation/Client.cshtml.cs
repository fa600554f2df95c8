using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Agon.Hub.Data;
using Agon.Portal.Accounts;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Clients.Curation;

[FreshSignIn(IsWritten = true)]
internal sealed class ClientModel(HubDb db, ChangeClient change, RemoveClient remove) : PageModel
{
    public Client Client { get; private set; } = null!;

    [BindProperty]
    public ClientForm Form { get; set; } = new();

    /// <summary>What somebody else made of it while the curator wrote; null if nobody did.</summary>
    public ClientWords? Now { get; private set; }

    public async Task<IActionResult> OnGetAsync(string client, CancellationToken ct)
    {
        if (!await FindAsync(client, ct))
        {
            return NotFound();
        }

        Form = ClientForm.Of(ClientWords.Of(Client));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string client, CancellationToken ct)
    {
        if (!await FindAsync(client, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await change.ExecuteAsync(client, Form.Words(), ct, Form.Seen))
        {
            case ChangeClientOutcome.Changed(var changed):
                TempData.Say(ClientMessages.Changed(changed.Name));
                return Redirect(HubLinks.Curation.Clients);
            case ChangeClientOutcome.NoSuchClient:
                return NotFound();
            case ChangeClientOutcome.BelongsToNode:
                ModelState.AddModelError("", ClientMessages.BelongsToNode);
                return Page();
            case ChangeClientOutcome.ChangedMeanwhile(var now):
                Now = ClientWords.Of(now);
                Form.Seen = Now.Digest;
                ModelState.Remove("Form.Seen");
                ModelState.AddModelError("", ClientMessages.ChangedMeanwhile);
                return Page();
            case ChangeClientOutcome.Refused(var refusal):
                ModelState.AddModelError(ClientMessages.FieldOf(refusal), SignOnMessages.Describe(refusal));
                return Page();
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    public async Task<IActionResult> OnPostRemoveAsync(string client, CancellationToken ct)
    {
        TempData.Say(ClientMessages.Sentence(await remove.ExecuteAsync(client, ct)));
        return Redirect(HubLinks.Curation.Clients);
    }

    private async Task<bool> FindAsync(string id, CancellationToken ct)
    {
        Client = (await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == id, ct))!;
        return Client is not null;
    }

    internal sealed class ClientForm
    {
        [Required(ErrorMessage = ClientMessages.EnterName)]
        public string Name { get; set; } = "";

        public string? RedirectUris { get; set; }

        public string? PostLogoutUris { get; set; }

        public string? LogoutUri { get; set; }

        [Required(ErrorMessage = ClientMessages.EnterScopes)]
        public string Scopes { get; set; } = "";

        /// <summary>What the curator saw, as its digest.</summary>
        public string? Seen { get; set; }

        public static ClientForm Of(ClientWords words) => new()
        {
            Name = words.Name,
            RedirectUris = string.Join('\n', words.RedirectUris),
            PostLogoutUris = string.Join('\n', words.PostLogoutRedirectUris),
            LogoutUri = words.BackChannelLogoutUri,
            Scopes = SignOnScopes.Write(words.Scopes),
            Seen = words.Digest,
        };

        public ClientWords Words() => new(Name.Trim(), Lines(RedirectUris), Lines(PostLogoutUris), LogoutUri?.Trim(), Scopes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
