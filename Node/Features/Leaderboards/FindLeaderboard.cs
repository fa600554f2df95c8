using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Finds the leaderboard somebody asks for: the main one unless they name another. Of those that are hidden only the main one is known to exist.</summary>
internal sealed class FindLeaderboard(NodeDb db, ReadBoards readBoards)
{
    /// <param name="access">The competition, for its visitor.</param>
    /// <param name="phase">One of its phases.</param>
    /// <param name="board">The key of a leaderboard.</param>
    /// <param name="task">The number of a task in the phase.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<FoundLeaderboard?> ExecuteAsync(CompetitionAccess access, Phase phase, string? board, string? task, CancellationToken ct)
    {
        var all = await readBoards.ExecuteAsync(access.Competition.Id, ct);
        var boards = all.FindAll(b => access.MayManage || !b.IsHidden);
        var chosen = board is null ? all.FirstOrDefault() : boards.Find(b => b.Key == board) ?? all.Find(b => b.IsMain && b.Key == board);
        if (chosen is null)
        {
            return null;
        }

        var tasks = await db.PhaseTasks.Where(t => t.PhaseId == phase.Id).OrderBy(t => t.Number).Select(t => new LeaderboardTask(t.TaskId, t.Number, t.Task!.Name)).ToListAsync(ct);
        var one = task is null ? null : tasks.Find(t => int.TryParse(task, out var number) && t.Number == number);
        return task is not null && one is null ? null : new FoundLeaderboard(boards, new LeaderboardQuery
        {
            Phase = phase,
            Board = chosen,
            Tasks = tasks,
            Task = tasks.Count > 1 ? one : null,
            ShowHidden = access.MayManage,
        });
    }
}

/// <summary>A leaderboard that was found.</summary>
/// <param name="Boards">Those the visitor may see, in their order.</param>
/// <param name="Query">What reads the one that was asked for.</param>
internal sealed record FoundLeaderboard(IReadOnlyList<Leaderboard> Boards, LeaderboardQuery Query)
{
    /// <summary>Whether the visitor is kept from it.</summary>
    public bool IsKept => Query.Board.IsHidden && !Query.ShowHidden;
}
