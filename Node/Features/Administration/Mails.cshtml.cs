using Agon.Node.Data;
using Agon.Portal.Mail;
using Agon.Portal.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

internal sealed class MailsModel(NodeDb db, MailOutlet outlet, TimeProvider clock) : PageModel
{
    private const int Shown = 100;

    public IReadOnlyList<OutgoingMail> Mails { get; private set; } = [];

    public int Total { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Mails = await db.OutgoingMails.AsNoTracking().OrderBy(m => m.CreatedAt).Take(Shown).ToListAsync(ct);
        Total = await db.OutgoingMails.CountAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        foreach (var mail in await db.OutgoingMails.ToListAsync(ct))
        {
            mail.Queue(clock.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        outlet.Nudge();
        TempData.Say("Every mail is tried again now.");
        return Redirect(NodeLinks.Administration.Mails);
    }
}
