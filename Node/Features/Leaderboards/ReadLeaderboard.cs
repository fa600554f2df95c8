using System.Runtime.CompilerServices;
using Agon.Node.Data;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads a leaderboard's page with ranks: the same few queries however many entries and columns there are.</summary>
internal sealed class ReadLeaderboard(NodeDb db)
{
    public const int PageSize = 50;

    /// <param name="phaseId">The phase.</param>
    /// <param name="page">Which page; null: the first.</param>
    /// <param name="pageSize">Entries on a page.</param>
    /// <param name="accountId">Whose row is wanted besides.</param>
    /// <param name="showHidden">Whether hidden columns are shown: to organizers.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<LeaderboardView> ExecuteAsync(Guid phaseId, int? page, int pageSize, Guid? accountId, bool showHidden, CancellationToken ct)
    {
        var (phase, columns, sorting) = await BoardAsync(phaseId, showHidden, ct);
        var entries = db.Entries.AsNoTracking().Where(e => e.PhaseId == phaseId);
        var paging = Paging.Of(page, pageSize, await entries.CountAsync(ct));
        var rows = await Rows(Ranking.Sort(entries, sorting).Skip(paging.Skip).Take(paging.PageSize)).ToListAsync(ct);
        var better = rows is [{ Primary: { } first }, ..] ? await Ranking.Before(entries, first, sorting).CountAsync(ct) : 0;
        var ranks = Ranking.Ranks(rows.ConvertAll(r => r.Primary), paging.Skip, better);
        var keys = columns.ToDictionary(c => c.Id, c => c.Key);
        var views = rows.Select((r, i) => r.View(ranks[i], keys)).ToList();
        return new LeaderboardView
        {
            Phase = phase,
            Columns = columns,
            Entries = views,
            Own = accountId is null ? null : views.Find(v => v.AccountId == accountId) ?? await OwnAsync(entries, accountId.Value, sorting, keys, ct),
            Paging = paging,
        };
    }

    /// <summary>All of the leaderboard, in one query that is read while it is written on.</summary>
    public async Task<WholeLeaderboard> WholeAsync(Guid phaseId, bool showHidden, CancellationToken ct)
    {
        var (phase, columns, sorting) = await BoardAsync(phaseId, showHidden, ct);
        return new WholeLeaderboard(phase, columns, AllAsync(phaseId, sorting, columns.ToDictionary(c => c.Id, c => c.Key), ct));
    }

    private async IAsyncEnumerable<EntryView> AllAsync(
        Guid phaseId, SortDirection sorting, Dictionary<Guid, string> keys, [EnumeratorCancellation] CancellationToken ct)
    {
        var (position, rank, last) = (0, 0, (double?)null);
        await foreach (var row in Rows(Ranking.Sort(db.Entries.AsNoTracking().Where(e => e.PhaseId == phaseId), sorting)).AsAsyncEnumerable().WithCancellation(ct))
        {
            position++;
            rank = row.Primary == last ? rank : position;
            last = row.Primary;
            yield return row.View(row.Primary is null ? null : rank, keys);
        }
    }

    private async Task<(LeaderboardPhase, IReadOnlyList<ColumnView>, SortDirection)> BoardAsync(Guid phaseId, bool showHidden, CancellationToken ct)
    {
        var phase = await db.Phases.AsNoTracking().Include(p => p.Leaderboard!.Columns.OrderBy(c => c.Number)).SingleAsync(p => p.Id == phaseId, ct);
        var board = phase.Leaderboard!;
        var extremes = await db.Entries.Where(e => e.PhaseId == phaseId).SelectMany(e => e.Scores)
            .GroupBy(s => s.ColumnId)
            .Select(g => new { g.Key, Max = g.Max(s => s.Value), Min = g.Min(s => s.Value) })
            .ToDictionaryAsync(g => g.Key, ct);
        var columns = board.Columns.Where(c => showHidden || !c.IsHidden).Select(c => new ColumnView(
            c.Id, c.Key, c.Title, c.Sorting, c.Precision, c == board.Primary, c.IsHidden,
            !extremes.TryGetValue(c.Id, out var e) ? null : c.Sorting == SortDirection.Descending ? e.Max : e.Min)).ToList();
        return (
            new LeaderboardPhase(phase.Id, phase.Number, phase.Name, phase.EndsAt, board.Title, board.SubmissionRule, board.IsHidden),
            columns, board.Primary.Sorting);
    }

    private static async Task<EntryView?> OwnAsync(
        IQueryable<Entry> entries, Guid accountId, SortDirection sorting, Dictionary<Guid, string> keys, CancellationToken ct)
    {
        if (await Rows(entries.Where(e => e.AccountId == accountId)).SingleOrDefaultAsync(ct) is not { } row)
        {
            return null;
        }

        var better = row.Primary is null ? 0 : await Ranking.Before(entries, row.Primary, sorting).CountAsync(ct);
        return row.View(row.Primary is null ? null : better + 1, keys);
    }

    private static IQueryable<Row> Rows(IQueryable<Entry> entries) => entries.Select(e => new Row(
        e.AccountId, e.Account!.DisplayName, e.SubmissionId, e.Submission!.Number, e.SubmittedAt, e.Primary,
        e.Scores.Select(s => new Cell(s.ColumnId, s.Value)).ToList()));

    private sealed record Cell(Guid ColumnId, double Value);

    private sealed record Row(
        Guid AccountId, string Participant, Guid SubmissionId, int SubmissionNumber, DateTimeOffset SubmittedAt, double? Primary, List<Cell> Cells)
    {
        public EntryView View(int? rank, Dictionary<Guid, string> keys) => new(
            rank, AccountId, Participant, SubmissionId, SubmissionNumber, SubmittedAt,
            Cells.Where(c => keys.ContainsKey(c.ColumnId)).ToDictionary(c => keys[c.ColumnId], c => c.Value));
    }
}
