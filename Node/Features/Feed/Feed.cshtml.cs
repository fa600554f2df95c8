using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Feed;

/// <summary>What this node tells its hub, and how far that is.</summary>
internal sealed class FeedModel(NodeDb db, DeliverFeed deliver, Nudge<FeedDeliverer> deliverer, Nudge<FeedWriter> writer) : PageModel
{
    private const int PageSize = 50;

    public FeedDelivery? Delivery { get; private set; }

    /// <summary>How many facts the hub does not have yet.</summary>
    public int Behind { get; private set; }

    /// <summary>Whether only what the hub refuses is listed.</summary>
    public bool OnlyRefused { get; private set; }

    public int Refused { get; private set; }

    public IReadOnlyList<Fact> Facts { get; private set; } = [];

    public InventoryDelivery? Inventory { get; private set; }

    /// <summary>What could not be told because looking at it failed.</summary>
    public IReadOnlyList<Stuck> Stuck { get; private set; } = [];

    public Paging Paging { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] string? number, string? show, CancellationToken ct)
    {
        OnlyRefused = show == "refused";
        Delivery = await db.FeedDeliveries.AsNoTracking().SingleOrDefaultAsync(ct);
        Inventory = await db.InventoryDeliveries.AsNoTracking().SingleOrDefaultAsync(ct);
        Stuck = await db.FeedChanges.Where(c => c.Error != null).OrderBy(c => c.NextTryAt).Take(PageSize)
            .Select(c => new Stuck(
                c.Scope, c.Error!, c.Failures, c.NextTryAt,
                db.Competitions.Where(o => o.Id == c.OwnerId || db.ToldFacts.Any(f => f.StandingsId == c.OwnerId && f.CompetitionId == o.Id)).Select(o => o.Title).FirstOrDefault()))
            .ToListAsync(ct);
        var cursor = Delivery?.Cursor ?? 0;
        Behind = await db.ToldFacts.CountAsync(f => f.Sequence > cursor, ct);
        Refused = await db.ToldFacts.CountAsync(f => f.Problem != null, ct);

        var listed = db.ToldFacts.Where(f => !OnlyRefused || f.Problem != null);
        Paging = Paging.Of(int.TryParse(number, out var page) ? page : null, PageSize, await listed.CountAsync(ct));
        Facts = await listed.OrderByDescending(f => f.Sequence).Skip(Paging.Skip).Take(Paging.PageSize)
            .Select(f => new Fact(
                f.Kind, f.Sequence, f.Withdrawn, f.ChangedAt, f.Problem, f.Detail, f.Sequence <= cursor,
                db.Competitions.Where(c => c.Id == f.CompetitionId).Select(c => new Named(c.Title, c.Slug)).SingleOrDefault()))
            .ToListAsync(ct);
    }

    public async Task<IActionResult> OnPostDeliverAsync(CancellationToken ct)
    {
        if (await deliver.ExecuteAsync(isNow: true, ct))
        {
            deliverer.Give();
        }

        var delivery = await db.FeedDeliveries.AsNoTracking().SingleOrDefaultAsync(ct);
        TempData.Say(delivery is null ? FeedMessages.NoMember : delivery.LastError ?? FeedMessages.Behind(await db.ToldFacts.CountAsync(f => f.Sequence > delivery.Cursor, ct)));
        return Redirect(NodeLinks.Administration.Feed);
    }

    public async Task<IActionResult> OnPostLookAsync(CancellationToken ct)
    {
        await db.FeedChanges.Where(c => c.NextTryAt != null).ExecuteUpdateAsync(set => set.SetProperty(c => c.NextTryAt, (DateTimeOffset?)null), ct);
        writer.Give();
        TempData.Say(FeedMessages.LooksAgain);
        return Redirect(NodeLinks.Administration.Feed);
    }

    internal sealed record Named(string Title, string Slug);

    internal sealed record Fact(
        string Kind, long Sequence, string? Withdrawn, DateTimeOffset ChangedAt, string? Problem, string? Detail, bool IsDelivered, Named? Competition)
    {
        public bool IsEntry => Kind == RecordKinds.Entry;
    }
}

/// <summary>A change that could not be looked at.</summary>
internal sealed record Stuck(FeedScope Scope, string Error, int Failures, DateTimeOffset? NextTryAt, string? Competition);
