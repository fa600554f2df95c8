using Agon.Node.Data;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Runs;
using Agon.Portal.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Submissions;

/// <summary>Lists submissions of a competition, newest first: the same few queries however many there are.</summary>
internal sealed class ListSubmissions(NodeDb db, ReadBoards readBoards)
{
    public const int PageSize = 25;

    /// <param name="competitionId">The competition.</param>
    /// <param name="accountId">Whose; null: everybody's, as organizers see them.</param>
    /// <param name="status">Only these; null: all.</param>
    /// <param name="search">Part of the participant's name; null: all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<SubmissionList> ExecuteAsync(Guid competitionId, Guid? accountId, SubmissionStatus? status, string? search, int? page, CancellationToken ct)
    {
        var all = db.Submissions.AsNoTracking().Where(s => s.CompetitionId == competitionId && (accountId == null || s.AccountId == accountId))
            .WhereFound(search, s => s.Account!.DisplayName);
        var counts = await all.GroupBy(s => s.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var boards = await readBoards.ExecuteAsync(competitionId, ct);
        var filtered = all.Where(s => status == null || s.Status == status);
        var paging = Paging.Of(page, PageSize, status is null ? counts.Values.Sum() : counts.GetValueOrDefault(status.Value));
        var rows = await filtered.OrderByDescending(s => s.Number).Skip(paging.Skip).Take(paging.PageSize).Select(s => new
        {
            s.Id,
            s.Number,
            Participant = s.Account!.DisplayName,
            Phase = s.Phase!.Name,
            FileName = s.File!.Name,
            s.CreatedAt,
            s.Status,
            s.Primary,
            FailureCode = s.Runs.Where(r => r.Status == RunStatus.Failed).OrderByDescending(r => r.Number).Select(r => r.FailureCode).FirstOrDefault(),
            StandsOn = db.Entries.Where(e => e.SubmissionId == s.Id).Select(e => e.LeaderboardId).ToList(),
        }).ToListAsync(ct);
        return new SubmissionList(counts, paging, [.. rows.Select(r => new SubmissionRow
        {
            Id = r.Id,
            Number = r.Number,
            Participant = r.Participant,
            Phase = r.Phase,
            FileName = r.FileName,
            CreatedAt = r.CreatedAt,
            Status = r.Status,
            FailureCode = r.Status == SubmissionStatus.Failed ? r.FailureCode : null,
            Primary = r.Primary,
            Column = boards.Find(b => b.IsMain) is { } main ? Column(main, isOrganizer: accountId is null) : null,
            Places = SubmissionPlace.Of(boards.Where(b => b.IsKnownTo(organizer: accountId is null)), r.Status, r.StandsOn),
        })]);
    }

    private static ColumnWords? Column(Leaderboard board, bool isOrganizer) =>
        isOrganizer || !(board.IsHidden || board.Decisive.IsHidden) ? new ColumnWords(board.Decisive.Title, board.Decisive.Precision) : null;
}

/// <summary>One page of submissions, and how many there are of each status.</summary>
internal sealed record SubmissionList(IReadOnlyDictionary<SubmissionStatus, int> Counts, Paging Paging, IReadOnlyList<SubmissionRow> Rows);
