using Agon.Node.Features.Runs;

namespace Agon.Node.Features.Submissions;

/// <summary>Tells what a submission's runs amount to. Nothing is lost by running again: of each task the newest scored run counts.</summary>
internal static class SubmissionProgress
{
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

        return tasks.TrueForAll(t => t.Counted.Status == RunStatus.Scored) ? SubmissionStatus.Scored
            : tasks.Exists(t => t.Counted.Status == RunStatus.Failed) ? SubmissionStatus.Failed
            : SubmissionStatus.Cancelled;
    }

    /// <summary>The run of one task whose scores count: the newest scored one, or else the newest.</summary>
    public static Run Counted(IEnumerable<Run> runsOfOneTask) =>
        runsOfOneTask.OrderByDescending(r => r.Status == RunStatus.Scored).ThenByDescending(r => r.Number).First();
}
