using Agon.Node.Worker.Containers;
using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class RunStepContainersTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly RunStop _stop = new();
    private FakeEngine _engine = null!;
    private WorkerHost _worker = null!;
    private RunLogs _logs = null!;
    private ActiveRun _run = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync();
        _worker = WorkerHost.Build("http://127.0.0.1:1", _engine.Socket, clock: _clock);
        _logs = new RunLogs(1 << 20, _clock);
        await using var node = await FakeNode.StartAsync();
        var lease = node.Offer(new Wish { Limits = new Wish().Limits with { StepSeconds = 600 } }).Lease;
        _run = new ActiveRun(lease, RunDirectories.Create(_worker.Directory.Path, "run", new ContainerUser(1, 1, CanGive: false)), _logs, _stop);
    }

    [Fact]
    public async Task a_step_is_stopped_at_its_limit_and_only_what_still_ran_was_late()
    {
        _engine.Program = async container =>
        {
            if (Bench.StreamOf(container) == LogStream.Ingestion)
            {
                return 0;
            }

            await container.Killed;
            return 137;
        };
        var step = ExecuteAsync(LogStream.Ingestion, LogStream.Submission);
        await _engine.Changed.UntilAsync(() => _engine.RemovedWith.Count == 1 && _engine.Misses == 1 && _engine.Waits == 2, Ct);
        await _clock.Changed.UntilAsync(() => !_clock.IsDueIn(EngineClient.Patience), Ct);

        _clock.Advance(TimeSpan.FromSeconds(599));
        step.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var end = await step.WaitAsync(Signal.Patience, Ct);

        end.Break.ShouldBe(StepBreak.TimedOut);
        _run.Containers.Select(container => (container.Stream, container.ExitCode, container.TimedOut))
            .ShouldBe([(LogStream.Ingestion, 0, false), (LogStream.Submission, 137, true)]);
        _engine.Containers.ShouldBeEmpty();

        var failure = StepOutcome.Judge(_run, new PreparedRun([], ["x"], ["x"], HasCode: true), RunStep.Predicting, end, _run.Directories.Prediction).Failure!;
        failure.Code.ShouldBe(RunFailureCode.TimedOut);
        failure.Detail.ShouldBe("The prediction step took longer than the limit of 600 seconds and was stopped; still running: the submitted program. Make your program faster and submit again.");
    }

    [Fact]
    public async Task an_engine_that_refuses_one_container_stops_the_other()
    {
        _engine.Program = async container =>
        {
            await container.Killed;
            return 137;
        };
        _engine.RefuseCreating = "-submission-";

        await Should.ThrowAsync<EngineException>(() => ExecuteAsync(LogStream.Ingestion, LogStream.Submission));

        _engine.Containers.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_stop_from_outside_kills_and_removes()
    {
        _engine.Program = async container =>
        {
            _stop.Request(StopCause.Cancelled);
            await container.Killed;
            return 137;
        };

        var end = await ExecuteAsync(LogStream.Scoring);

        end.Programs.Single().WasStopped.ShouldBeTrue();
        end.Failed.ShouldBeNull();
        _engine.Containers.ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _logs.Dispose();
        _stop.Dispose();
        await _worker.DisposeAsync();
        await _engine.DisposeAsync();
    }

    private Task<StepEnd> ExecuteAsync(params LogStream[] streams) => _worker.Get<RunStepContainers>().ExecuteAsync(
        _run,
        new ImageOutcome.Ready("agon-runtime:1", "sha256:x", []),
        [.. streams.Select(stream => ProgramContainer.From(stream, RunStep.Predicting, ["run"], [new ContainerDirectory(_run.Directories.Prediction, "/app/output", IsWritable: true)]))],
        _stop.Token);
}
