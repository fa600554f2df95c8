using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Visits;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Observatory;

/// <summary>What the hub came to a node for in vain: logos that it did not get, and pages that do not answer.</summary>
internal sealed record MissedVisits(int Logos, IReadOnlyList<MissedVisits.Line> FirstLogos, int Pages, IReadOnlyList<MissedVisits.Line> FirstPages)
{
    private const int Most = 50;

    public static async Task<MissedVisits> ReadAsync(HubDb db, Guid memberId, CancellationToken ct)
    {
        var logos = from f in db.LogoFetches
                    join l in db.Listings on f.ListingId equals l.Id
                    where l.MemberId == memberId && l.WithdrawnAt == null && l.LogoSha256 == f.Sha256 && f.Problem != null
                    select new { l.Title, l.Slug, f.Problem, f.Status, Since = f.TriedAt, f.DueAt };
        var pages = from k in db.LinkChecks
                    join l in db.Listings on k.ListingId equals l.Id
                    where l.MemberId == memberId && l.WithdrawnAt == null && l.Address == k.Address && k.FailingSince != null
                    select new { l.Title, l.Slug, k.Problem, k.Status, Since = k.FailingSince, k.DueAt, IsDead = k.DeadSince != null };
        return new MissedVisits(
            await logos.CountAsync(ct),
            [
                .. (await logos.OrderBy(f => f.Title).ThenBy(f => f.Slug).Take(Most).ToListAsync(ct))
                    .Select(f => new Line(f.Title, f.Slug, VisitMessages.Word(f.Problem!.Value, f.Status), f.Since, f.DueAt, IsDead: false)),
            ],
            await pages.CountAsync(ct),
            [
                .. (await pages.OrderBy(k => k.Since).ThenBy(k => k.Slug).Take(Most).ToListAsync(ct))
                    .Select(k => new Line(k.Title, k.Slug, VisitMessages.Word(k.Problem!.Value, k.Status), k.Since, k.DueAt, k.IsDead)),
            ]);
    }

    /// <summary>A listing, why the visit was in vain, since when, and when the next one is.</summary>
    internal sealed record Line(string Title, string Slug, string Why, DateTimeOffset? Since, DateTimeOffset? Next, bool IsDead);
}
