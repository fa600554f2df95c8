using Agon.Node.Data;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Administration;

internal sealed class MessagesModel(NodeDb db, RetryMessages retry) : PageModel
{
    private const int PageSize = 50;

    public IReadOnlyList<StuckMessage> Messages { get; private set; } = [];

    public Paging Paging { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] string? number, CancellationToken ct)
    {
        var stuck = db.OutboxMessages.Where(m => m.Tries > 0);
        Paging = Paging.Of(int.TryParse(number, out var page) ? page : null, PageSize, await stuck.CountAsync(ct));
        Messages = await stuck.OrderBy(m => m.Id).Skip(Paging.Skip).Take(Paging.PageSize)
            .Select(m => new StuckMessage(m.Id, m.Type, m.CreatedAt, m.Tries, m.DueAt, m.LastError)).ToListAsync(ct);
    }

    public async Task<IActionResult> OnPostRetryAsync(CancellationToken ct)
    {
        await retry.ExecuteAsync(ct);
        TempData.Say("Every message is tried again now.");
        return Redirect(NodeLinks.Administration.Messages);
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid message, CancellationToken ct)
    {
        // Only what is given up: any other may be on its way.
        await db.OutboxMessages.Where(m => m.Id == message && m.DueAt == null).ExecuteDeleteAsync(ct);
        TempData.Say("The message is discarded.");
        return Redirect(NodeLinks.Administration.Messages);
    }

    internal sealed record StuckMessage(Guid Id, string Type, DateTimeOffset CreatedAt, int Tries, DateTimeOffset? DueAt, string? LastError)
    {
        public string Name => Type[(Type.LastIndexOf('.') + 1)..];
    }
}
