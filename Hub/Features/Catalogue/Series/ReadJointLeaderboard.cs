using System.Globalization;
using System.Runtime.CompilerServices;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.People;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>
/// Reads a page of a joint leaderboard: the same few queries however many sources and entries there are. Of each source at most as many
/// entries are read as come before the end of the page, in the order of an index, and of those without a value none.
/// </summary>
internal sealed class ReadJointLeaderboard(HubDb db, ReadSources readSources, FindPeople findPeople)
{
    public const int PageSize = 50;

    /// <summary>The most entries that are paged through: how far one looks down decides how much is read of each source.</summary>
    public const int Deepest = 10_000;

    public async Task<JointLeaderboard?> ExecuteAsync(string slug, int? page, CancellationToken ct)
    {
        if (await db.Series.AsNoTracking().SingleOrDefaultAsync(s => s.Slug == slug && !s.IsRemoved, ct) is not { } series)
        {
            return null;
        }

        var sources = await readSources.ShownAsync(series.Id, ct);
        var paging = Paging.Of(page, PageSize, Math.Min(sources.Sum(s => s.Ranked), Deepest));
        var isComparable = Comparison.AreComparable(sources);
        var places = sources.Count == 0 ? [] : isComparable ? await ByScoreAsync(sources, paging, ct) : await ByPercentileAsync(sources, paging, ct);
        return new JointLeaderboard { Series = series, Sources = sources, IsComparable = isComparable, Rows = await RowsAsync(sources, places, ct), Paging = paging };
    }

    // The best of all: the database merges what it reads from each source.
    private async Task<List<Place>> ByScoreAsync(IReadOnlyList<SeriesSource> sources, Paging paging, CancellationToken ct)
    {
        var isSmallerBetter = sources[0].Standings!.IsSmallerBetter;
        var (sql, values) = Best(sources, paging.Skip + paging.PageSize);
        var direction = isSmallerBetter ? "ASC" : "DESC";
        var shown = await QueryAsync<Candidate>(
            $$"""SELECT * FROM ({{sql}}) AS joint ORDER BY "Score" {{direction}}, "SubmittedAt", "StandingsId", "Key" LIMIT {{{values.Count}}} OFFSET {{{values.Count + 1}}}""",
            [.. values, paging.PageSize, paging.Skip], ct);
        if (shown.Count == 0)
        {
            return [];
        }

        var (boards, first) = (sources.Select(s => s.Standings!.Id).ToList(), shown[0].Score);
        var rows = db.StandingsRows.Where(r => boards.Contains(r.StandingsId));
        var better = paging.Skip == 0 ? 0 : await (isSmallerBetter ? rows.Where(r => r.Score < first) : rows.Where(r => r.Score > first)).CountAsync(ct);
        var places = new List<Place>(shown.Count);
        for (var i = 0; i < shown.Count; i++)
        {
            var rank = i == 0 ? better + 1 : shown[i].Score == shown[i - 1].Score ? places[i - 1].Rank : paging.Skip + i + 1;
            places.Add(new Place(shown[i], rank, null));
        }

        return places;
    }

    // Percentiles of different sources can't be compared by an index; those within one follow its order.
    private async Task<List<Place>> ByPercentileAsync(IReadOnlyList<SeriesSource> sources, Paging paging, CancellationToken ct)
    {
        var most = paging.Skip + paging.PageSize;
        var (sql, values) = Best(sources, most);
        var candidates = (await QueryAsync<Candidate>(sql, values, ct)).ToLookup(c => c.StandingsId);
        var cut = sources.Where(s => s.Ranked > most && candidates[s.Standings!.Id].Any()).Select(s => candidates[s.Standings!.Id].Last()).ToList();
        var equals = await EqualsAsync(cut, ct);
        return [.. sources.SelectMany(s => Placed([.. candidates[s.Standings!.Id]], s, equals))
            .OrderBy(p => p.Percentile).ThenBy(p => p.Candidate.SubmittedAt).ThenBy(p => p.Candidate.StandingsId).ThenBy(p => p.Candidate.Key, StringComparer.Ordinal)
            .Skip(paging.Skip).Take(paging.PageSize)];
    }

    private static IEnumerable<Place> Placed(List<Candidate> best, SeriesSource source, Dictionary<Guid, int> equals)
    {
        for (var from = 0; from < best.Count;)
        {
            var to = from + 1;
            while (to < best.Count && best[to].Score == best[from].Score)
            {
                to++;
            }

            // The equals of the last may go on beyond what was read.
            var equal = to == best.Count && equals.TryGetValue(best[from].StandingsId, out var all) ? all : to - from;
            for (var i = from; i < to; i++)
            {
                yield return new Place(best[i], from + 1, RankPercentile.Of(from, equal, source.Ranked));
            }

            from = to;
        }
    }

    private async Task<Dictionary<Guid, int>> EqualsAsync(List<Candidate> of, CancellationToken ct)
    {
        if (of.Count == 0)
        {
            return [];
        }

        var sql = string.Join(" UNION ALL ", of.Select((_, i) => string.Create(CultureInfo.InvariantCulture,
            $$"""SELECT {{{2 * i}}} AS "StandingsId", COUNT(*) AS "Count" FROM standings_rows WHERE standings_id = {{{2 * i}}} AND score = {{{(2 * i) + 1}}}""")));
        return (await QueryAsync<Equal>(sql, [.. of.SelectMany(c => new object[] { c.StandingsId, c.Score })], ct)).ToDictionary(e => e.StandingsId, e => e.Count);
    }

    // Of each source the best so many, in order.
    private static (string Sql, List<object> Values) Best(IReadOnlyList<SeriesSource> sources, int most)
    {
        var values = new List<object> { most };
        var arms = sources.Select(s =>
        {
            values.Add(s.Standings!.Id);
            return string.Create(CultureInfo.InvariantCulture, $$"""
                SELECT * FROM (SELECT standings_id AS "StandingsId", "key" AS "Key", score AS "Score", submitted_at AS "SubmittedAt" FROM standings_rows
                WHERE standings_id = {{{values.Count - 1}}} AND score IS NOT NULL ORDER BY score {{(s.Standings.IsSmallerBetter ? "ASC" : "DESC")}}, submitted_at, "key" LIMIT {0}) AS best
                """);
        });
        return (string.Join(" UNION ALL ", arms.ToList()), values);
    }

    private Task<List<T>> QueryAsync<T>(string sql, IReadOnlyList<object> values, CancellationToken ct) =>
        db.Database.SqlQuery<T>(FormattableStringFactory.Create(sql, [.. values])).ToListAsync(ct);

    private async Task<IReadOnlyList<JointRow>> RowsAsync(IReadOnlyList<SeriesSource> sources, List<Place> places, CancellationToken ct)
    {
        var (boards, keys) = (places.Select(p => p.Candidate.StandingsId).Distinct().ToList(), places.Select(p => p.Candidate.Key).Distinct().ToList());
        var rows = await db.StandingsRows.AsNoTracking().Where(r => boards.Contains(r.StandingsId) && keys.Contains(r.Key)).ToDictionaryAsync(r => (r.StandingsId, r.Key), ct);
        var by = sources.ToDictionary(s => s.Standings!.Id);

        var people = await findPeople.ExecuteAsync(rows.Values.Select(r => (by[r.StandingsId].NodeId, r.Subject)), ct);

        // One that went between two queries is missing until the next view.
        return [.. places.Where(p => rows.ContainsKey(p.Candidate.Id)).Select(p => Row(by[p.Candidate.StandingsId], rows[p.Candidate.Id], p, people))];
    }

    private static JointRow Row(SeriesSource source, StandingsRow row, Place place, IReadOnlyDictionary<(Guid, string), Guid> people) =>
        new(source, row, place.Rank, place.Percentile, row.Subject is { } subject && people.TryGetValue((source.NodeId, subject), out var person) ? person : null);

    private sealed record Candidate(Guid StandingsId, string Key, double Score, DateTime SubmittedAt)
    {
        public (Guid, string) Id => (StandingsId, Key);
    }

    private sealed record Equal(Guid StandingsId, int Count);

    private sealed record Place(Candidate Candidate, int Rank, double? Percentile);
}
