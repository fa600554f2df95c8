using Agon.Node.Data;
using Agon.Portal.Mail;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

/// <summary>Makes every mail that has not left due now, the given up ones too.</summary>
internal sealed class RetryMails(NodeDb db, MailOutlet outlet, TimeProvider clock)
{
    public async Task ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.OutgoingMails.ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now).SetProperty(m => m.Tries, 0), ct);
        outlet.Nudge();
    }
}
