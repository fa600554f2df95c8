using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Agon.Node.Data;
using Agon.Node.Features.FactSheets;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads a leaderboard's page with ranks: the same few queries however many entries, columns and tasks there are.</summary>
internal sealed class ReadLeaderboard(NodeDb db, ReadEntryFacts readFacts)
{
    public const int PageSize = 50;

    public async Task<LeaderboardView> ExecuteAsync(LeaderboardQuery query, CancellationToken ct)
    {
        var (entries, value, sorting) = (Entries(query), Value(query), query.Board.Primary.Sorting);
        var columns = await ColumnsAsync(query, ct);
        var paging = Paging.Of(query.Page, query.PageSize, await entries.CountAsync(ct));
        var rows = await Rows(query, Ranking.Sort(entries, sorting, value).Skip(paging.Skip).Take(paging.PageSize)).ToListAsync(ct);
        var primaries = rows.ConvertAll(r => r.PrimaryOf(query));
        var better = primaries is [{ } first, ..] ? await Ranking.Before(entries, first, sorting, value).CountAsync(ct) : 0;
        var ranks = Ranking.Ranks(primaries, paging.Skip, better);
        var ids = rows.ConvertAll(r => r.SubmissionId);
        var facts = await readFacts.AnswersAsync(await readFacts.QuestionsAsync(query.Phase.CompetitionId, ct), entries.Where(e => ids.Contains(e.SubmissionId)), ct);
        var views = rows.Select((r, i) => r.View(ranks[i], columns, facts)).ToList();
        return new LeaderboardView
        {
            Query = query,
            Columns = columns,
            Questions = facts.Questions,
            Entries = views,
            Own = query.AccountId is not { } own ? null : views.Find(v => v.AccountId == own) ?? await OwnAsync(query, own, columns, facts.Questions, ct),
            Paging = paging,
        };
    }

    /// <summary>All of the leaderboard, read while it is written on.</summary>
    public async Task<WholeLeaderboard> WholeAsync(LeaderboardQuery query, CancellationToken ct)
    {
        var columns = await ColumnsAsync(query, ct);
        var facts = await readFacts.AnswersAsync(await readFacts.QuestionsAsync(query.Phase.CompetitionId, ct), Entries(query), ct);
        return new WholeLeaderboard(query, columns, facts.Questions, AllAsync(query, columns, facts, ct));
    }

    private async IAsyncEnumerable<EntryView> AllAsync(
        LeaderboardQuery query, IReadOnlyList<ColumnView> columns, EntryFacts facts, [EnumeratorCancellation] CancellationToken ct)
    {
        var (position, rank, last) = (0, 0, (double?)null);
        var sorted = Ranking.Sort(Entries(query), query.Board.Primary.Sorting, Value(query));
        await foreach (var row in Rows(query, sorted).AsAsyncEnumerable().WithCancellation(ct))
        {
            position++;
            var primary = row.PrimaryOf(query);
            rank = primary == last ? rank : position;
            last = primary;
            yield return row.View(primary is null ? null : rank, columns, facts);
        }
    }

    private async Task<IReadOnlyList<ColumnView>> ColumnsAsync(LeaderboardQuery query, CancellationToken ct)
    {
        var (board, task) = (query.Board, query.Task?.Id);
        var cells = task is null
            ? Entries(query).SelectMany(e => e.Scores).Select(s => new { s.ColumnId, s.Value })
            : Entries(query).SelectMany(e => e.TaskScores).Where(s => s.TaskId == task).Select(s => new { s.ColumnId, s.Value });
        var extremes = await cells.GroupBy(s => s.ColumnId)
            .Select(g => new { g.Key, Max = g.Max(s => s.Value), Min = g.Min(s => s.Value) })
            .ToDictionaryAsync(g => g.Key, ct);
        return [.. board.Columns.Where(c => query.ShowHidden || !c.IsHidden).Select(c => new ColumnView(
            c.Id, c.Key, c.Title, c.Sorting, c.Precision, c == board.Primary, c.IsHidden,
            !extremes.TryGetValue(c.Id, out var e) ? null : c.Sorting == SortDirection.Descending ? e.Max : e.Min)
        {
            Group = board.ColumnGroups.Find(g => g.Key == c.Group)?.Title,
            Computed = LeaderboardMessages.Computed(board, c, query.ShowHidden),
        })];
    }

    private async Task<EntryView?> OwnAsync(
        LeaderboardQuery query, Guid accountId, IReadOnlyList<ColumnView> columns, IReadOnlyList<FactSheetQuestion> questions, CancellationToken ct)
    {
        var (entries, value, sorting) = (Entries(query), Value(query), query.Board.Primary.Sorting);
        if (await Rows(query, Ranking.Sort(entries.Where(e => e.AccountId == accountId), sorting, value).Take(1)).FirstOrDefaultAsync(ct) is not { } row)
        {
            return null;
        }

        var primary = row.PrimaryOf(query);
        var facts = await readFacts.AnswersAsync(questions, entries.Where(e => e.SubmissionId == row.SubmissionId), ct);
        return row.View(primary is null ? null : await Ranking.Before(entries, primary, sorting, value).CountAsync(ct) + 1, columns, facts);
    }

    private IQueryable<Entry> Entries(LeaderboardQuery query)
    {
        var (board, phase) = (query.Board.Id, query.Phase.Id);
        return db.Entries.AsNoTracking().Where(e => e.LeaderboardId == board && e.PhaseId == phase);
    }

    // What ranks for one task is the cell of that task in the column that ranks.
    private static Expression<Func<Entry, double?>> Value(LeaderboardQuery query)
    {
        var column = query.Board.Primary.Id;
        return query.Task?.Id is { } task
            ? e => e.TaskScores.Where(s => s.TaskId == task && s.ColumnId == column).Select(s => (double?)s.Value).FirstOrDefault()
            : e => e.Primary;
    }

    private static IQueryable<Row> Rows(LeaderboardQuery query, IQueryable<Entry> entries)
    {
        var task = query.Task?.Id;
        return task is not null
            ? entries.Select(e => new Row(
                e.AccountId, e.Account!.DisplayName, e.SubmissionId, e.Submission!.Number, e.SubmittedAt, null,
                e.TaskScores.Where(s => s.TaskId == task).Select(s => new Cell(s.TaskId, s.ColumnId, s.Value)).ToList(), new List<Cell>()))
            : query is { WithTasks: true, HasSeveralTasks: true }
            ? entries.AsSplitQuery().Select(e => new Row(
                e.AccountId, e.Account!.DisplayName, e.SubmissionId, e.Submission!.Number, e.SubmittedAt, e.Primary,
                e.Scores.Select(s => new Cell(Guid.Empty, s.ColumnId, s.Value)).ToList(), e.TaskScores.Select(s => new Cell(s.TaskId, s.ColumnId, s.Value)).ToList()))
            : entries.Select(e => new Row(
                e.AccountId, e.Account!.DisplayName, e.SubmissionId, e.Submission!.Number, e.SubmittedAt, e.Primary,
                e.Scores.Select(s => new Cell(Guid.Empty, s.ColumnId, s.Value)).ToList(), new List<Cell>()));
    }

    private sealed record Cell(Guid TaskId, Guid ColumnId, double Value);

    private sealed record Row(
        Guid AccountId, string Participant, Guid SubmissionId, int SubmissionNumber, DateTimeOffset SubmittedAt, double? Primary, List<Cell> Cells, List<Cell> TaskCells)
    {
        public double? PrimaryOf(LeaderboardQuery query) => query.Task is null ? Primary : Cells.Find(c => c.ColumnId == query.Board.Primary.Id)?.Value;

        public EntryView View(int? rank, IReadOnlyList<ColumnView> columns, EntryFacts facts)
        {
            var keys = columns.ToDictionary(c => c.Id, c => c.Key);
            IReadOnlyDictionary<string, double> Visible(IEnumerable<Cell> cells) =>
                cells.Where(c => keys.ContainsKey(c.ColumnId)).ToDictionary(c => keys[c.ColumnId], c => c.Value, StringComparer.Ordinal);
            return new EntryView(rank, AccountId, Participant, SubmissionId, SubmissionNumber, SubmittedAt, Visible(Cells))
            {
                Facts = facts.Of(SubmissionId),
                TaskScores = TaskCells.GroupBy(c => c.TaskId).ToDictionary(t => t.Key, Visible),
            };
        }
    }
}
