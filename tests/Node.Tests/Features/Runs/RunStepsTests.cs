using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Runs;

namespace Agon.Node.Tests.Features.Runs;

public sealed class RunStepsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public void a_waiting_run_waits()
    {
        var steps = RunSteps.Of(NewRun(), Limit, Start.AddSeconds(7));

        States(steps).ShouldBe([StepState.Done, StepState.Now, StepState.Ahead, StepState.Ahead, StepState.Ahead, StepState.Ahead]);
        steps[1].Took.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void a_scored_run_has_a_time_for_each_step()
    {
        var run = NewRun();
        run.Lease("gpu-2", "image", Start.AddSeconds(1), Start.AddMinutes(1));
        run.Renew(RunStep.Predicting, null, Start.AddSeconds(3), Start.AddMinutes(1));
        run.Renew(RunStep.Scoring, null, Start.AddSeconds(10), Start.AddMinutes(1));
        run.Score(null, Start.AddSeconds(12));

        var steps = RunSteps.Of(run, Limit, Start.AddHours(1));

        States(steps).ShouldAllBe(s => s == StepState.Done);
        steps.Select(s => s.Took?.TotalSeconds).ShouldBe([null, 1, 2, 7, 2, null]);
    }

    [Fact]
    public void steps_that_were_over_before_the_worker_spoke_of_them_have_the_times_of_its_report()
    {
        var run = NewRun();
        run.Lease("gpu-2", "image", Start.AddSeconds(1), Start.AddMinutes(1));
        run.NoteContainers([Container(LogStream.Ingestion, 2), Container(LogStream.Submission, 3), Container(LogStream.Scoring, 1)], Start.AddSeconds(7));
        run.Score(null, Start.AddSeconds(7));

        var steps = RunSteps.Of(run, Limit, Start.AddHours(1));

        States(steps).ShouldAllBe(s => s == StepState.Done);
        steps.Select(s => s.Took?.TotalSeconds).ShouldBe([null, 1, 2, 3, 1, null]);
    }

    [Fact]
    public void a_program_that_failed_at_once_failed_in_its_own_step()
    {
        var run = NewRun();
        run.Lease("gpu-2", "image", Start.AddSeconds(1), Start.AddMinutes(1));
        run.NoteContainers([Container(LogStream.Ingestion, 600)], Start.AddSeconds(2));
        run.Fail(new RunFailure(RunFailureCode.IngestionFailed, "why"), null, Start.AddSeconds(2));

        var steps = RunSteps.Of(run, Limit, Start.AddHours(1));

        States(steps).ShouldBe([StepState.Done, StepState.Done, StepState.Done, StepState.Failed, StepState.Ahead, StepState.Ahead]);
    }

    [Fact]
    public void the_step_that_goes_on_has_its_limit()
    {
        var run = NewRun();
        run.Lease("gpu-2", "image", Start, Start.AddMinutes(1));
        run.Renew(RunStep.Predicting, null, Start.AddSeconds(3), Start.AddMinutes(1));

        var step = RunSteps.Of(run, Limit, Start.AddSeconds(65)).Single(s => s.State == StepState.Now);

        (step.Title, step.Took, step.Limit).ShouldBe(("Predicting", TimeSpan.FromSeconds(62), Limit));
    }

    [Fact]
    public void where_nothing_is_predicted_the_step_is_left_out()
    {
        var run = NewRun();
        run.Lease("gpu-2", "image", Start, Start.AddMinutes(1));
        run.Renew(RunStep.Scoring, null, Start.AddSeconds(3), Start.AddMinutes(1));

        RunSteps.Of(run, Limit, Start.AddSeconds(4)).ShouldNotContain(s => s.Title == "Predicting");
    }

    [Fact]
    public void a_failed_run_ends_at_its_step()
    {
        var run = NewRun();
        run.Lease("gpu-2", "image", Start, Start.AddMinutes(1));
        run.Fail(new RunFailure(RunFailureCode.ImageMissing, "No such image."), null, Start.AddSeconds(2));

        States(RunSteps.Of(run, Limit, Start.AddHours(1))).ShouldBe([StepState.Done, StepState.Done, StepState.Failed, StepState.Ahead, StepState.Ahead, StepState.Ahead]);
    }

    [Fact]
    public void a_run_cancelled_in_the_queue_ends_there()
    {
        var run = NewRun();
        run.Cancel(Start.AddSeconds(2));

        States(RunSteps.Of(run, Limit, Start.AddHours(1)))[..3].ShouldBe([StepState.Done, StepState.Failed, StepState.Ahead]);
    }

    [Fact]
    public void a_run_that_was_given_back_waits_again()
    {
        var run = NewRun();
        run.Lease("gpu-2", "image", Start, Start.AddMinutes(1));
        run.Renew(RunStep.Scoring, null, Start.AddSeconds(3), Start.AddMinutes(1));
        run.TryRequeue(Start.AddMinutes(2)).ShouldBeTrue();

        States(RunSteps.Of(run, Limit, Start.AddMinutes(3))).Count(s => s == StepState.Now).ShouldBe(1);
    }

    private static List<StepState> States(IReadOnlyList<StepView> steps) => [.. steps.Select(s => s.State)];

    private static ContainerResult Container(LogStream stream, double seconds) => new(stream, 0, seconds, OutOfMemory: false, TimedOut: false);

    private static Run NewRun() => new() { Id = default, SubmissionId = default, TaskId = default, Number = 1, CreatedAt = Start, QueuedAt = Start };
}
