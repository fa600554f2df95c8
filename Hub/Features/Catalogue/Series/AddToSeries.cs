using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>Ties a phase's standings to a series, in the last place.</summary>
internal sealed class AddToSeries(HubDb db)
{
    public async Task<SeriesOutcome> ExecuteAsync(string slug, Guid listing, string phase, CancellationToken ct)
    {
        if (await db.Series.SingleOrDefaultAsync(s => s.Slug == slug, ct) is not { } series)
        {
            return SeriesOutcome.NoSeries;
        }

        var members = await db.SeriesMembers.Where(m => m.SeriesId == series.Id).ToListAsync(ct);
        if (members.Exists(m => m.ListingId == listing && m.PhaseKey == phase))
        {
            return SeriesOutcome.InAlready;
        }

        if (members.Count >= ListingSeries.MaxMembers)
        {
            return SeriesOutcome.Full;
        }

        if (!await db.Standings.AnyAsync(s => s.ListingId == listing && s.Key == phase, ct))
        {
            return SeriesOutcome.NoStandings;
        }

        db.Add(new SeriesMember { SeriesId = series.Id, ListingId = listing, PhaseKey = phase, Number = members.Select(m => m.Number).DefaultIfEmpty().Max() + 1 });
        try
        {
            await db.SaveChangesAsync(ct);
            return SeriesOutcome.Done;
        }
        catch (DbUpdateException e) when (e.Breaks(db, SeriesMember.PrimaryKey))
        {
            db.ChangeTracker.Clear();
            return SeriesOutcome.InAlready;
        }
    }
}

/// <summary>Takes a phase's standings out of a series.</summary>
internal sealed class TakeFromSeries(HubDb db)
{
    public async Task<SeriesOutcome> ExecuteAsync(string slug, Guid listing, string phase, CancellationToken ct)
    {
        var member = await db.SeriesMembers.SingleOrDefaultAsync(m => m.ListingId == listing && m.PhaseKey == phase && db.Series.Any(s => s.Id == m.SeriesId && s.Slug == slug), ct);
        if (member is null)
        {
            return SeriesOutcome.NotIn;
        }

        db.Remove(member);
        await db.SaveChangesAsync(ct);
        return SeriesOutcome.Done;
    }
}

/// <summary>Moves a phase's standings one place up in a series. The first is what the others are compared with.</summary>
internal sealed class MoveUpInSeries(HubDb db)
{
    public async Task<SeriesOutcome> ExecuteAsync(string slug, Guid listing, string phase, CancellationToken ct)
    {
        var members = await db.SeriesMembers.Where(m => db.Series.Any(s => s.Id == m.SeriesId && s.Slug == slug)).OrderBy(m => m.Number).ThenBy(m => m.ListingId).ThenBy(m => m.PhaseKey).ToListAsync(ct);
        var at = members.FindIndex(m => m.ListingId == listing && m.PhaseKey == phase);
        if (at < 0)
        {
            return SeriesOutcome.NotIn;
        }

        if (at > 0)
        {
            (members[at - 1], members[at]) = (members[at], members[at - 1]);
        }

        for (var i = 0; i < members.Count; i++)
        {
            members[i].Number = i + 1;
        }

        await db.SaveChangesAsync(ct);
        return SeriesOutcome.Done;
    }
}
