using Agon.Node.Data;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

internal sealed class MailsModel(NodeDb db, RetryMails retry) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<WaitingMail> Mails { get; private set; } = [];

    public Paging Paging { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        Paging = Paging.Of(int.TryParse(number, out var page) ? page : null, PageSize, await db.OutgoingMails.CountAsync(ct));
        Mails = await db.OutgoingMails.OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Skip(Paging.Skip).Take(Paging.PageSize)
            .Select(m => new WaitingMail(m.Recipient, m.Subject, m.CreatedAt, m.Tries, m.DueAt, m.LastError)).ToListAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await retry.ExecuteAsync(ct);
        TempData.Say("Every mail is tried again now.");
        return Redirect(NodeLinks.Administration.Mails);
    }

    internal sealed record WaitingMail(string Recipient, string Subject, DateTimeOffset CreatedAt, int Tries, DateTimeOffset? DueAt, string? LastError);
}
