using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Visits;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>Fetches logos of one node that are due, one after the other. What it writes holds only for the card it looked at.</summary>
internal sealed partial class FetchLogos(HubDb db, ReadLogo read, IOptions<CatalogueOptions> options, TimeProvider clock, ILogger<FetchLogos> logger)
{
    public const int AtOnce = 20;

    // Until a node that is away is asked again for what it was not asked for yet.
    private static readonly TimeSpan Absence = TimeSpan.FromMinutes(15);

    public async Task ExecuteAsync(Guid memberId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await (
            from f in db.LogoFetches.AsNoTracking()
            join l in db.Listings on f.ListingId equals l.Id
            where f.MemberId == memberId && f.DueAt <= now
            orderby f.Tries, f.DueAt, f.ListingId
            select new { Fetch = f, IsWanted = l.WithdrawnAt == null && l.LogoAddress == f.Address && l.LogoSha256 == f.Sha256 }).Take(AtOnce).ToListAsync(ct);
        var room = ((long)options.Value.LogoMebibytesOfNode << 20) - await db.Logos.Where(g => db.Listings.Any(l => l.MemberId == memberId && l.LogoSha256 == g.Sha256)).SumAsync(g => (long)g.Bytes.Length, ct);
        foreach (var one in due)
        {
            if (!one.IsWanted)
            {
                await Same(one.Fetch).ExecuteDeleteAsync(ct);
            }
            else if (room < StoredLogo.MaxBytes)
            {
                await FailAsync(one.Fetch, new Missed(VisitProblem.TooMany), ct);
            }
            else if (await FetchAsync(one.Fetch, ct) is { } missed)
            {
                if (missed.IsOfNode)
                {
                    await PutOffAsync(memberId, missed, ct);
                    return;
                }
            }
            else
            {
                // As if it were as large as any may be: how large it is, the next turn counts.
                room -= StoredLogo.MaxBytes;
            }
        }
    }

    private async Task<Missed?> FetchAsync(LogoFetch fetch, CancellationToken ct)
    {
        if (!await db.Logos.Where(g => g.Sha256 == fetch.Sha256).Seen(db).AnyAsync(ct))
        {
            var (logo, missed) = await read.ExecuteAsync(fetch.Address, fetch.Sha256, ct);
            if (logo is null)
            {
                await FailAsync(fetch, missed!, ct);
                return missed;
            }

            await KeepAsync(logo, ct);
        }

        // Only now: a hub that dies before finds the picture the next time.
        await Same(fetch).ExecuteDeleteAsync(ct);
        return null;
    }

    private async Task KeepAsync(StoredLogo logo, CancellationToken ct)
    {
        try
        {
            db.Logos.Add(logo);
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, StoredLogo.Key))
        {
            // Another node has the same picture, and its was faster.
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task FailAsync(LogoFetch fetch, Missed missed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = fetch.Next(now, Random.Shared.NextDouble());
        await Same(fetch).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.Tries, fetch.Tries + 1).SetProperty(f => f.DueAt, next).SetProperty(f => f.TriedAt, now)
                .SetProperty(f => f.Problem, missed.Problem).SetProperty(f => f.Status, missed.Status), ct);
        LogMissed(fetch.ListingId, missed.Problem, missed.Status, fetch.Tries + 1);
    }

    // No try of theirs: they were not asked for.
    private Task PutOffAsync(Guid memberId, Missed missed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var later = now + Absence;
        return db.LogoFetches.Where(f => f.MemberId == memberId && f.DueAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.DueAt, later).SetProperty(f => f.Problem, missed.Problem).SetProperty(f => f.Status, (int?)null), ct);
    }

    // A card that came meanwhile has a fetch of its own.
    private IQueryable<LogoFetch> Same(LogoFetch fetch) =>
        db.LogoFetches.Where(f => f.ListingId == fetch.ListingId && f.Address == fetch.Address && f.Sha256 == fetch.Sha256);

    [LoggerMessage(LogLevel.Information, "The logo of listing {Listing} could not be fetched: {Problem} {Status}, try {Tries}")]
    private partial void LogMissed(Guid listing, VisitProblem problem, int? status, int tries);
}
