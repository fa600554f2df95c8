using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Keeps how the best scores developed, in the batch's transaction and the same few statements however many entries it has.</summary>
internal sealed class KeepHistory(HubDb db)
{
    /// <summary>Notes what a batch changed, once it is saved; saves.</summary>
    /// <param name="touched">The standings with entries that came, changed or went.</param>
    /// <param name="told">Entries that came or changed.</param>
    /// <param name="rescored">Standings that rank by another column now: what was before says nothing any more.</param>
    /// <param name="now">The instant.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task ExecuteAsync(IReadOnlyCollection<Standings> touched, IReadOnlyList<(Standings Standings, StandingsRow Row)> told, IReadOnlyCollection<Guid> rescored, DateTimeOffset now, CancellationToken ct)
    {
        var live = touched.Where(s => db.Entry(s).State != EntityState.Detached).ToDictionary(s => s.Id);
        if (live.Count == 0)
        {
            return;
        }

        if (rescored.Count > 0)
        {
            await db.BestScores.Where(b => rescored.Contains(b.StandingsId)).ExecuteDeleteAsync(ct);
        }

        foreach (var standings in live.Values.Where(s => rescored.Contains(s.Id)))
        {
            (standings.Best, standings.BestKey) = (null, null);
        }

        var best = await BestAsync(live.Keys, ct);
        foreach (var standings in live.Values)
        {
            Note(standings, [.. told.Where(t => t.Standings == standings).Select(t => t.Row)], best.GetValueOrDefault(standings.Id), now);
        }

        await db.SaveChangesAsync(ct);
        if (live.Values.Any(s => s.Changes > BestScore.MaxKept))
        {
            await db.BestScores.Where(b => live.Keys.Contains(b.StandingsId) && b.Number <= db.Standings.Where(s => s.Id == b.StandingsId).Select(s => s.Changes).Single() - BestScore.MaxKept).ExecuteDeleteAsync(ct);
        }
    }

    // What a node tells late, as at its first time, is put into order as far as the batch goes.
    private void Note(Standings standings, List<StandingsRow> told, StandingsRow? best, DateTimeOffset now)
    {
        foreach (var row in told.Where(r => r.Score is not null && db.Entry(r).State != EntityState.Detached).OrderBy(r => r.SubmittedAt).ThenBy(r => r.Key))
        {
            if (standings.Best is not { } before || (standings.IsSmallerBetter ? row.Score < before : row.Score > before))
            {
                Add(standings, row, row.SubmittedAt < now ? row.SubmittedAt : now);
            }
        }

        if (best?.Score != standings.Best)
        {
            Add(standings, best, now);
        }
    }

    private void Add(Standings standings, StandingsRow? row, DateTimeOffset at)
    {
        at = standings.BestAt > at ? standings.BestAt.Value : at;
        (standings.Best, standings.BestKey, standings.BestAt) = (row?.Score, row?.Key, at);
        db.Add(new BestScore { StandingsId = standings.Id, Number = ++standings.Changes, At = at, EntryKey = row?.Key, Score = row?.Score, Signature = row?.Signature });
    }

    // By the index, twice one for each; then those rows at once.
    private async Task<Dictionary<Guid, StandingsRow>> BestAsync(ICollection<Guid> boards, CancellationToken ct)
    {
        var keys = await db.Standings.Where(s => boards.Contains(s.Id)).Select(s => new
        {
            s.Id,
            Key = s.IsSmallerBetter
                ? db.StandingsRows.Where(r => r.StandingsId == s.Id && r.Score != null).OrderBy(r => r.Score).ThenBy(r => r.SubmittedAt).ThenBy(r => r.Key).Select(r => r.Key).FirstOrDefault()
                : db.StandingsRows.Where(r => r.StandingsId == s.Id && r.Score != null).OrderByDescending(r => r.Score).ThenBy(r => r.SubmittedAt).ThenBy(r => r.Key).Select(r => r.Key).FirstOrDefault(),
        }).ToListAsync(ct);
        var (ids, names) = (keys.Select(k => k.Id).ToList(), keys.Select(k => k.Key).OfType<string>().ToList());
        var rows = await db.StandingsRows.Where(r => ids.Contains(r.StandingsId) && names.Contains(r.Key)).ToListAsync(ct);
        return keys.Select(k => rows.Find(r => r.StandingsId == k.Id && r.Key == k.Key)).OfType<StandingsRow>().ToDictionary(r => r.StandingsId);
    }
}
