using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

/// <summary>Makes every message that could not go out due now, the given up ones too.</summary>
internal sealed class RetryMessages(NodeDb db, Nudge<OutboxDispatcher> nudge, TimeProvider clock)
{
    public async Task ExecuteAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.OutboxMessages.Where(m => m.Tries > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now).SetProperty(m => m.Tries, 0), ct);
        nudge.Give();
    }
}
