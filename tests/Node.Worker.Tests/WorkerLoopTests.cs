using Agon.Node.Worker.Tests.Fakes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker.Tests;

/// <summary>A worker between a node and an engine that misbehave.</summary>
public sealed class WorkerLoopTests : IAsyncLifetime
{
    private static readonly byte[] Code = Archive.Of(("metadata", "command: run"));

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Bench _bench = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await Bench.StartAsync();
        _bench.Program(LogStream.Submission, async container =>
        {
            container.Write("begun\n");
            _started.TrySetResult();
            return await await Task.WhenAny(_exit.Task, container.Killed.ContinueWith(_ => 137, TaskScheduler.Default));
        });
    }

    [Fact]
    public async Task the_worker_says_who_it_is()
    {
        await _bench.RunAsync(new Wish());

        var request = _bench.Node.LastRequest!;
        request.Worker.ShouldStartWith("test-");
        request.Version.ShouldBe("0.1.0");
        request.WaitSeconds.ShouldBe(LeaseRequest.MaxWaitSeconds);
    }

    [Fact]
    public async Task a_worker_without_room_takes_no_run()
    {
        var settings = _bench.Worker.Get<IOptions<WorkerOptions>>().Value;
        settings.ReserveBytes = long.MaxValue;
        (await _bench.Worker.Get<IEnumerable<IHostedService>>().OfType<WorkerLoop>().Single().TurnAsync(Ct)).ShouldBeFalse();
        settings.ReserveBytes = 0;

        (await _bench.RunAsync(new Wish())).Report.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task logs_and_steps_arrive_while_the_run_goes_on()
    {
        var run = _bench.Node.Offer(new Wish { Submission = Code, RenewEverySeconds = 3600 });
        await _started.Task.WaitAsync(Signal.Patience, Ct);

        await _bench.UntilAsync(() => run.Log(LogStream.Submission) == "begun\n");

        run.Renewals.Last().Step.ShouldBe(RunStep.Predicting);
        run.Renewals.Last().Image!.Name.ShouldBe("agon-runtime:1");
        run.IsReported.ShouldBeFalse();
        _exit.SetResult(0);
        (await run.Report).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task a_silent_run_keeps_its_lease()
    {
        var run = _bench.Node.Offer(new Wish { Submission = Code, RenewEverySeconds = 1 });
        await _started.Task.WaitAsync(Signal.Patience, Ct);
        await _bench.UntilAsync(() => run.Log(LogStream.Submission) == "begun\n");
        var before = run.Renewals.Count;

        await _bench.UntilAsync(() => run.Renewals.Count >= before + 2);

        run.Renewals.Last().Logs.ShouldBeEmpty();
        _exit.SetResult(0);
        await run.Report;
    }

    [Fact]
    public async Task a_lost_lease_stops_the_run_and_nothing_is_reported()
    {
        var run = _bench.Node.Offer(new Wish { Submission = Code });
        await _started.Task.WaitAsync(Signal.Patience, Ct);

        run.IsLost = true;

        await _bench.UntilCleanAsync();
        run.Reports.ShouldBeEmpty();
        (await _bench.RunAsync(new Wish())).Report.Failure.ShouldBeNull("the worker goes on with the next run");
    }

    [Fact]
    public async Task a_cancelled_run_is_stopped_and_reported_as_such()
    {
        var run = _bench.Node.Offer(new Wish { Submission = Code });
        await _started.Task.WaitAsync(Signal.Patience, Ct);

        run.IsCancelled = true;

        (await run.Report).Failure!.Code.ShouldBe(RunFailureCode.Cancelled);
        await _bench.UntilCleanAsync();
    }

    [Fact]
    public async Task a_node_that_is_away_for_a_while_loses_nothing()
    {
        var run = _bench.Node.Offer(new Wish { Submission = Code });
        await _started.Task.WaitAsync(Signal.Patience, Ct);
        _bench.Node.Status = 503;

        _exit.SetResult(0);
        await _bench.UntilAsync(() => !_bench.Engine.History.Any(container => Bench.StreamOf(container) == LogStream.Scoring && !container.Exit.Task.IsCompleted)
            && _bench.Engine.History.Count == 2);
        _bench.Node.Status = null;

        var report = await run.Report;
        report.Scores["score"].ShouldBe(0.5);
        run.Log(LogStream.Submission).ShouldBe("begun\n");
    }

    [Fact]
    public async Task a_report_whose_answer_got_lost_is_sent_again_alike()
    {
        var run = _bench.Node.Offer(new Wish());
        _bench.Node.SwallowReports = 2;

        await run.Report;
        await _bench.UntilAsync(() => run.Reports.Count == 3);

        run.Reports.Select(report => report.Scores["score"]).ShouldBe([0.5, 0.5, 0.5]);
    }

    [Fact]
    public async Task bytes_the_node_finds_damaged_are_sent_again()
    {
        var run = _bench.Node.Offer(new Wish());
        run.UploadAnswer = _ => run.Uploads <= 2 ? 422 : null;

        (await run.Report).Failure.ShouldBeNull();
        run.Uploads.ShouldBe(4);
    }

    [Fact]
    public async Task a_worker_asked_to_stop_gives_its_run_back()
    {
        var run = _bench.Node.Offer(new Wish { Submission = Code });
        await _started.Task.WaitAsync(Signal.Patience, Ct);

        await _bench.Worker.StopAsync();

        var report = await run.Report;
        report.Failure!.Code.ShouldBe(RunFailureCode.WorkerFailed);
        report.Failure.Detail.ShouldContain("goes back to the queue");
        run.Log(LogStream.Submission).ShouldBe("begun\n");
        _bench.Engine.Containers.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_worker_asked_to_stop_lets_a_run_end_within_its_grace()
    {
        await using var bench = await Bench.StartAsync(("Worker:StopGraceSeconds", "3600"));
        bench.Program(LogStream.Submission, async container =>
        {
            _started.TrySetResult();
            return await _exit.Task;
        });
        var run = bench.Node.Offer(new Wish { Submission = Code });
        await _started.Task.WaitAsync(Signal.Patience, Ct);

        var stopping = bench.Worker.StopAsync();
        _exit.SetResult(0);
        await stopping;

        (await run.Report).Scores["score"].ShouldBe(0.5);
    }

    [Fact]
    public async Task what_an_earlier_life_left_is_removed_at_start()
    {
        await using var directory = new TempDirectory();
        directory.Write("runs/old/prediction/x", "x");
        var mine = _bench.Engine.Add("left", """{"agon.worker":"phoenix"}""");
        var theirs = _bench.Engine.Add("theirs", """{"agon.worker":"other"}""");

        var worker = await WorkerHost.StartAsync(_bench.Node.Url, _bench.Engine.Socket, directory, ("Worker:Name", "phoenix"));
        await _bench.RunAsync(new Wish());
        await _bench.UntilAsync(() => !_bench.Engine.Containers.ContainsKey(mine.Id) && !Directory.Exists(directory["runs/old"]));

        _bench.Engine.Containers.ShouldContainKey(theirs.Id);
        await worker.StopAndKeepDirectoryAsync();
    }

    [Fact]
    public async Task two_workers_do_not_share_a_directory()
    {
        var refusal = await Should.ThrowAsync<WorkerStartException>(() =>
            WorkerHost.StartAsync(_bench.Node.Url, _bench.Engine.Socket, _bench.Worker.Directory));

        refusal.Message.ShouldContain("which another worker uses");
    }

    [Fact]
    public async Task no_run_is_taken_while_the_engine_is_away()
    {
        await _bench.UntilAsync(() => _bench.Node.LeaseCalls == 1);
        _bench.Engine.Status = 500;
        (await _bench.RunAsync(new Wish())).Report.Failure!.Code.ShouldBe(RunFailureCode.WorkerFailed);
        var asked = _bench.Node.LeaseCalls;

        var run = _bench.Node.Offer(new Wish());
        var pings = _bench.Engine.Refusals;
        await _bench.Engine.Changed.UntilAsync(() => _bench.Engine.Refusals > pings + 2, Ct);
        _bench.Node.LeaseCalls.ShouldBe(asked);

        _bench.Engine.Status = null;
        (await run.Report).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task a_refused_token_is_tried_again_until_it_is_good()
    {
        var node = _bench.Node;
        await _bench.RunAsync(new Wish());
        node.Status = 401;
        await _bench.UntilAsync(() => node.Refusals > 2);
        node.Status = null;

        (await _bench.RunAsync(new Wish())).Report.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task slots_run_at_the_same_time()
    {
        await using var bench = await Bench.StartAsync(("Worker:Slots", "2"));
        using var both = new CountdownEvent(2);
        bench.Program(LogStream.Submission, async _ =>
        {
            both.Signal();
            await Task.Run(both.Wait);
            return 0;
        });

        var runs = new[] { bench.Node.Offer(new Wish { Submission = Code }), bench.Node.Offer(new Wish { Submission = Code }) };

        (await Task.WhenAll(runs.Select(run => run.Report))).ShouldAllBe(report => report.Failure == null);
    }

    [Fact]
    public async Task a_flood_of_output_arrives_whole_up_to_the_limit()
    {
        _bench.Program(LogStream.Scoring, container =>
        {
            for (var line = 0; line < 40_000; line++)
            {
                container.Write($"line {line} {new string('x', 100)}\n");
            }

            return 1;
        });

        var (run, report) = await _bench.RunAsync(new Wish { Limits = new Wish().Limits with { LogBytes = 3 << 20 } });

        report.Failure!.Code.ShouldBe(RunFailureCode.ScoringFailed);
        var log = run.Log(LogStream.Scoring);
        log.Length.ShouldBeInRange(2 << 20, 3 << 20);
        log.ShouldContain("are left out");
        log.ShouldEndWith($"line 39999 {new string('x', 100)}\n");
    }

    public async ValueTask DisposeAsync()
    {
        _exit.TrySetResult(0);
        await _bench.DisposeAsync();
    }
}
