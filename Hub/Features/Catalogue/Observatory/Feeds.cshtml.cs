using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Administration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Observatory;

/// <summary>How the feeds of all nodes go: those that need a curator first.</summary>
[Authorize(Staff.Curators)]
internal sealed class FeedsModel(HubDb db) : PageModel
{
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var members = await db.Members.AsNoTracking().Where(m => m.State != MemberState.Applied && m.State != MemberState.Left).Select(m => new { m.Id, m.Slug, m.Name }).ToListAsync(ct);
        var cursors = await db.FeedCursors.AsNoTracking().ToDictionaryAsync(c => c.MemberId, ct);
        var inventories = await db.NodeInventories.AsNoTracking().Select(i => new { i.MemberId, i.LastAt, i.AlarmAt }).ToDictionaryAsync(i => i.MemberId, ct);
        var listings = await db.Listings.Where(l => l.WithdrawnAt == null).GroupBy(l => l.MemberId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var problems = await db.IntakeProblems.GroupBy(p => p.MemberId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        Rows =
        [
            .. members.Select(m => new Row(
                    m.Slug, m.Name, cursors.GetValueOrDefault(m.Id)?.Lag ?? 0, listings.GetValueOrDefault(m.Id), problems.GetValueOrDefault(m.Id),
                    cursors.GetValueOrDefault(m.Id)?.LastBatchAt, inventories.GetValueOrDefault(m.Id)?.LastAt, inventories.GetValueOrDefault(m.Id)?.AlarmAt))
                .OrderByDescending(r => r.AlarmAt is not null).ThenByDescending(r => r.Problems > 0).ThenByDescending(r => r.Lag).ThenBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        ];
    }

    internal sealed record Row(
        string Slug, string Name, long Lag, int Listings, int Problems, DateTimeOffset? LastBatchAt, DateTimeOffset? InventoryAt, DateTimeOffset? AlarmAt);
}
