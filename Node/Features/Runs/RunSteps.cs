using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Features.Runs;

/// <summary>Tells a run's story in steps, from the times noted on the way.</summary>
internal static class RunSteps
{
    public static IReadOnlyList<StepView> Of(Run run, TimeSpan stepLimit, DateTimeOffset now)
    {
        List<StepView> steps =
        [
            new("Received and checked", StepState.Done, null, null),
            .. Held(run),
            Queued(run, now),
            Running(run, RunStep.Preparing, run.StartedAt, run.PredictingAt ?? run.ScoringAt, null, now),
        ];

        // A worker with nothing to predict goes on to scoring at once.
        if (run.PredictingAt is not null || run.ScoringAt is null)
        {
            steps.Add(Running(run, RunStep.Predicting, run.PredictingAt, run.ScoringAt, stepLimit, now));
        }

        steps.Add(Running(run, RunStep.Scoring, run.ScoringAt, null, stepLimit, now));
        steps.Add(new("Scored", run.Status == RunStatus.Scored ? StepState.Done : StepState.Ahead, null, null));
        return steps;
    }

    private static StepView[] Held(Run run) => run.Status == RunStatus.Held ? [new("Waits for an organizer to start it", StepState.Now, null, null)] : [];

    private static StepView Queued(Run run, DateTimeOffset now)
    {
        // The start of a run that was given back belongs to a lease that is over.
        var isWaiting = run.Status == RunStatus.Queued;
        var left = isWaiting ? now : run.StartedAt ?? End(run, now);
        return new StepView("Queued", State(run, isWaiting, run.StartedAt is not null), left >= run.QueuedAt ? left - run.QueuedAt : null, null);
    }

    private static StepView Running(Run run, RunStep step, DateTimeOffset? began, DateTimeOffset? next, TimeSpan? limit, DateTimeOffset now)
    {
        var title = (step, run.StartedAt) switch
        {
            (RunStep.Preparing, not null) => $"Preparing on {run.Worker}",
            (RunStep.Preparing, _) => "Preparing on a worker",
            (RunStep.Predicting, _) => "Predicting",
            _ => "Scoring",
        };

        // A run that was given back waits again: what the lost worker did is not shown as done.
        if (began is null || run.Status == RunStatus.Queued)
        {
            return new StepView(title, StepState.Ahead, null, null);
        }

        var isLast = next is null;
        var state = State(run, isLast && run.Status == RunStatus.Running, !isLast || run.Status == RunStatus.Scored);
        return new StepView(title, state, (next ?? End(run, now)) - began, state == StepState.Now ? limit : null);
    }

    private static StepState State(Run run, bool isNow, bool isDone) =>
        isNow ? StepState.Now : isDone ? StepState.Done : run.IsOver ? StepState.Failed : StepState.Ahead;

    private static DateTimeOffset End(Run run, DateTimeOffset now) => run.EndedAt ?? now;
}

/// <summary>A step of a run.</summary>
/// <param name="Title">What it is.</param>
/// <param name="State">Where it is.</param>
/// <param name="Took">How long it took, or takes so far.</param>
/// <param name="Limit">How long it may take; only of the step that goes on.</param>
internal sealed record StepView(string Title, StepState State, TimeSpan? Took, TimeSpan? Limit);

internal enum StepState
{
    Ahead,
    Now,
    Done,

    /// <summary>It ended here, by a failure or because it was cancelled.</summary>
    Failed,
}
