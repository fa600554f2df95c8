using Agon.Node.Data;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Runs.Leases;
using Agon.Node.Features.Runs.Live;
using Agon.Node.Features.Submissions.Access;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Runs;

/// <summary>Reads what the page of a submission shows.</summary>
internal sealed class ReadRun(NodeDb db, ReadLog readLog, ReadScores readScores, ReadFactSheet readFactSheet, WriteLease lease, TimeProvider clock)
{
    private const int LogMaxLength = 64_000, RecentRuns = 20;

    /// <param name="access">The submission, for its visitor.</param>
    /// <param name="number">Which run; null: the one that is most worth seeing.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<RunView?> ExecuteAsync(SubmissionAccess access, int? number, CancellationToken ct)
    {
        var id = access.Submission.Id;
        var runs = await db.Runs.AsNoTracking().Include(r => r.Task).Where(r => r.SubmissionId == id).OrderBy(r => r.Number).ToListAsync(ct);
        if ((number is null ? Usual(runs) : runs.Find(r => r.Number == number)) is not { } chosen)
        {
            return null;
        }

        var run = await WholeAsync(chosen.Id, ct);
        var tails = (await readLog.TailsAsync(run.Id, run.FencingToken, LogMaxLength, ct)).Where(t => access.MaySeeLog(run, t.Stream)).ToList();
        return new RunView
        {
            Access = access,
            Runs = runs,
            Run = run,
            Steps = RunSteps.Of(run, TimeSpan.FromSeconds(access.Phase.ExecutionTimeLimit), clock.GetUtcNow()),
            Logs = tails,
            Queue = run.Status == RunStatus.Queued ? await QueueAsync(run, ct) : null,
            Scores = await readScores.ExecuteAsync(id, ct),
            Facts = await readFactSheet.OfSubmissionAsync(access.Competition.Id, id, ct),
            Entries = await db.Entries.AsNoTracking().Include(e => e.Scores).Where(e => e.SubmissionId == id).ToListAsync(ct),
            Limits = lease.Limits(access.Phase.ExecutionTimeLimit),
            Events = runs.TrueForAll(r => r.IsOver) ? null : Events(id, runs, run, tails),
        };
    }

    // What goes on; else what failed last; else the newest.
    private static Run? Usual(List<Run> runs) =>
        runs.Find(r => r.Status == RunStatus.Running) ?? runs.Find(r => r.Status is RunStatus.Queued or RunStatus.Held)
        ?? (runs.TrueForAll(r => r.Status == RunStatus.Scored) ? runs.LastOrDefault() : runs.FindLast(r => r.Status != RunStatus.Scored));

    private static string Events(Guid id, List<Run> runs, Run run, IReadOnlyList<LogTail> tails)
    {
        var has = new LogPositions(run.Number, run.FencingToken);
        foreach (var tail in tails)
        {
            has[tail.Stream] = tail.End;
        }

        return NodeLinks.Submissions.Events(id, run.Number, FollowSubmission.State(runs, tails.Select(t => t.Stream)), has.ToString());
    }

    private Task<Run> WholeAsync(Guid id, CancellationToken ct) => db.Runs.AsNoTracking()
        .Include(r => r.Containers.OrderBy(c => c.Number))
        .Include(r => r.Scores)
        .Include(r => r.Outputs).ThenInclude(o => o.File)
        .Include(r => r.Task!.ScoringProgram)
        .Include(r => r.Task!.IngestionProgram)
        .Include(r => r.Task!.InputData)
        .Include(r => r.Task!.ReferenceData)
        .AsSplitQuery()
        .SingleAsync(r => r.Id == id, ct);

    private async Task<QueueView> QueueAsync(Run run, CancellationToken ct)
    {
        var before = await db.Runs.CountAsync(r => r.Status == RunStatus.Queued && r.QueuedAt < run.QueuedAt, ct);
        var running = await db.Runs.CountAsync(r => r.Status == RunStatus.Running, ct);
        var recent = await db.Runs.AsNoTracking().Where(r => r.Status == RunStatus.Scored).OrderByDescending(r => r.EndedAt).Take(RecentRuns)
            .Select(r => new { r.StartedAt, r.EndedAt }).ToListAsync(ct);
        return new QueueView(before, running, recent.Count == 0 ? null : TimeSpan.FromSeconds(recent.Average(r => (r.EndedAt - r.StartedAt)!.Value.TotalSeconds)));
    }
}
