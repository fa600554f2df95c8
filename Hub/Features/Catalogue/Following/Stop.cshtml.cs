using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Agon.Hub.Features.Catalogue.Following;

// A mail program posts here for the person, with nothing but the link (RFC 8058); mail programs that only look at links stop nothing.
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class StopModel(StopLinks links, KeepFollowing keep) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public bool IsUnreadable { get; private set; }
    public bool IsDone { get; private set; }

    public void OnGet() => IsUnreadable = links.Read(Token) is null;

    public async Task OnPostAsync(CancellationToken ct)
    {
        if (links.Read(Token) is not { } account)
        {
            (IsUnreadable, Response.StatusCode) = (true, StatusCodes.Status400BadRequest);
            return;
        }

        await keep.MailAsync(account, isWanted: false, ct);
        IsDone = true;
    }
}
