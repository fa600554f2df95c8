using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.People;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>Reads a page of standings with ranks: best first, entries without a value last, equals on one rank (1, 2, 2, 4) with the earlier first. Four queries, and one for the people.</summary>
internal sealed class ReadStandings(HubDb db, FindPeople findPeople)
{
    public const int PageSize = 50;

    /// <param name="listing">The competition, with its phases in order.</param>
    /// <param name="number">The phase; null for the one that is open, else the last that was, else the first.</param>
    /// <param name="page">Which page; null for the first.</param>
    /// <param name="now">The instant.</param>
    /// <param name="ct">Ends with the request.</param>
    /// <returns>Null if there are none of this phase.</returns>
    public async Task<StandingsView?> ExecuteAsync(Listing listing, int? number, int? page, DateTimeOffset now, CancellationToken ct)
    {
        var all = await db.Standings.AsNoTracking().Where(s => s.ListingId == listing.Id).ToDictionaryAsync(s => s.Key, ct);
        var phases = listing.Phases.FindAll(p => all.ContainsKey(p.Key));
        var phase = number is null ? Usual(phases, now) : phases.Find(p => p.Number == number);
        if (phase is null)
        {
            return null;
        }

        var standings = all[phase.Key];
        var rows = db.StandingsRows.AsNoTracking().Where(r => r.StandingsId == standings.Id);
        var paging = Paging.Of(page, PageSize, standings.Entries);
        var shown = await Sorted(rows, standings.IsSmallerBetter).Skip(paging.Skip).Take(paging.PageSize).ToListAsync(ct);
        var people = await findPeople.ExecuteAsync(shown.Select(r => (listing.MemberId, r.Subject)), ct);
        var better = shown is [{ Score: { } first }, ..] ? await Better(rows, first, standings.IsSmallerBetter).CountAsync(ct) : 0;
        var history = await db.BestScores.AsNoTracking().Where(b => b.StandingsId == standings.Id).OrderBy(b => b.Number).ToListAsync(ct);
        return new StandingsView
        {
            Phases = phases,
            Phase = phase,
            Standings = standings,
            Columns = standings.Columns,
            Rows = Ranked(shown, paging.Skip, better, r => r.Subject is { } subject && people.TryGetValue((listing.MemberId, subject), out var person) ? person : null),
            Paging = paging,
            History = new HistoryView(history, HistoryPlot.Draw(history, now)),
        };
    }

    private static ListingPhase? Usual(List<ListingPhase> phases, DateTimeOffset now) =>
        phases.Find(p => p.IsOpenAt(now)) ?? phases.FindLast(p => p.StartsAt <= now) ?? phases.FirstOrDefault();

    private static IOrderedQueryable<StandingsRow> Sorted(IQueryable<StandingsRow> rows, bool isSmallerBetter)
    {
        var scoredFirst = rows.OrderBy(r => r.Score == null);
        var byScore = isSmallerBetter ? scoredFirst.ThenBy(r => r.Score) : scoredFirst.ThenByDescending(r => r.Score);
        return byScore.ThenBy(r => r.SubmittedAt).ThenBy(r => r.Key);
    }

    private static IQueryable<StandingsRow> Better(IQueryable<StandingsRow> rows, double score, bool isSmallerBetter) =>
        isSmallerBetter ? rows.Where(r => r.Score < score) : rows.Where(r => r.Score > score);

    private static List<RankedRow> Ranked(List<StandingsRow> rows, int before, int better, Func<StandingsRow, Guid?> person)
    {
        var ranked = new List<RankedRow>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            int? rank = rows[i].Score is null ? null
                : i == 0 ? better + 1
                : rows[i].Score == rows[i - 1].Score ? ranked[i - 1].Rank
                : before + i + 1;
            ranked.Add(new RankedRow(rank, person(rows[i]), rows[i].Name, rows[i].Scores, rows[i].SubmittedAt));
        }

        return ranked;
    }
}
