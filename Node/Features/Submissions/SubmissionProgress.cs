using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Runs;

namespace Agon.Node.Features.Submissions;

/// <summary>Tells what a submission's runs amount to. Nothing is lost by running again: of each task the newest scored run counts.</summary>
internal static class SubmissionProgress
{
    // The site's or the organizers' fault, whatever the submission does.
    private static readonly RunFailureCode[] OthersFaults =
        [RunFailureCode.WorkerFailed, RunFailureCode.WorkersLost, RunFailureCode.TaskUnreadable, RunFailureCode.ImageMissing];

    public static SubmissionStatus Of(IEnumerable<Run> runs)
    {
        var tasks = runs.GroupBy(r => r.TaskId).Select(t => (Newest: t.MaxBy(r => r.Number)!, Counted: Counted(t))).ToList();
        if (tasks.Any(t => t.Newest.Status == RunStatus.Running))
        {
            return SubmissionStatus.Running;
        }

        if (tasks.Any(t => t.Newest.Status == RunStatus.Queued))
        {
            return tasks.Any(t => t.Newest.IsOver) ? SubmissionStatus.Running : SubmissionStatus.Queued;
        }

        if (tasks.Exists(t => t.Newest.Status == RunStatus.Held))
        {
            return SubmissionStatus.Received;
        }

        return tasks.TrueForAll(t => t.Counted.Status == RunStatus.Scored) ? SubmissionStatus.Scored
            : tasks.Exists(t => t.Counted.Status == RunStatus.Failed) ? SubmissionStatus.Failed
            : SubmissionStatus.Cancelled;
    }

    /// <summary>
    /// Whether a submission counts towards limits: what was scored or is under way does, and what failed or was cancelled once its scoring
    /// had begun. Otherwise whoever cancels in time would have tried for nothing. A failure that is others' fault costs nothing.
    /// </summary>
    public static bool Counts(IReadOnlyList<Run> runs) => Of(runs) switch
    {
        SubmissionStatus.Failed => runs.Any(r => r.ReachedScoring)
            && !runs.GroupBy(r => r.TaskId).Any(t => Counted(t).FailureCode is { } code && OthersFaults.Contains(code)),
        SubmissionStatus.Cancelled => runs.Any(r => r.ReachedScoring),
        _ => true,
    };

    /// <summary>The run of one task whose scores count: the newest scored one, or else the newest.</summary>
    public static Run Counted(IEnumerable<Run> runsOfOneTask) =>
        runsOfOneTask.OrderByDescending(r => r.Status == RunStatus.Scored).ThenByDescending(r => r.Number).First();
}
