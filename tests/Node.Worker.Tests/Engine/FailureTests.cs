using Agon.Node.Worker.Containers;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Engine;

/// <summary>Programs that fail in every way there is, in real containers.</summary>
public sealed class FailureTests : EngineTests
{
    private static RunLimits Limits => new Wish().Limits;

    [Fact]
    public async Task a_submission_that_raises()
    {
        var (run, report) = await RunAsync(Scored with { Submission = Python("raise SystemExit('no such luck')") });

        report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionFailed);
        report.Containers.Single().ExitCode.ShouldBe(1);
        run.Log(LogStream.Submission).ShouldBe("no such luck\n");
    }

    [Fact]
    public async Task an_ingestion_program_that_raises()
    {
        var (_, report) = await RunAsync(Scored with { Submission = Archive.Of(("a.py", "")), IngestionProgram = Python("import sys; sys.exit(9)") });

        report.Failure!.Code.ShouldBe(RunFailureCode.IngestionFailed);
        report.Containers.Single().ExitCode.ShouldBe(9);
    }

    [Fact]
    public async Task a_scoring_program_that_raises()
    {
        var (run, report) = await RunAsync(Scored with { ScoringProgram = Python("open('/app/input/res/answers.csv')") });

        report.Failure!.Code.ShouldBe(RunFailureCode.ScoringFailed);
        run.Log(LogStream.Scoring).ShouldContain("No such file or directory: '/app/input/res/answers.csv'");
    }

    [Fact]
    public async Task a_command_that_is_not_in_the_image()
    {
        var (run, report) = await RunAsync(Scored with { Submission = Archive.Of(("metadata", "command: python9 x")) });

        report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionFailed);
        report.Containers.Single().ExitCode.ShouldBe(127);
        run.Log(LogStream.Submission).ShouldContain("python9");
    }

    [Fact]
    public async Task a_program_that_takes_too_long()
    {
        var (run, report) = await RunAsync(Scored with
        {
            Submission = Python("import time; print('begun'); time.sleep(1000)"),
            Limits = Limits with { StepSeconds = 2 },
        });

        report.Failure!.Code.ShouldBe(RunFailureCode.TimedOut);
        var container = report.Containers.Single();
        (container.TimedOut, container.ExitCode).ShouldBe((true, 137));
        container.Seconds.ShouldBeInRange(0.5, 10);
        run.Log(LogStream.Submission).ShouldBe("begun\n");
    }

    [Fact]
    public async Task a_program_that_needs_too_much_memory()
    {
        var (_, report) = await RunAsync(Scored with
        {
            Submission = Python("x = bytearray(500 << 20); x[::4096] = b'x' * len(x[::4096]); print(len(x))"),
            Limits = Limits with { MemoryBytes = 128 << 20 },
        });

        report.Failure!.Code.ShouldBe(RunFailureCode.OutOfMemory);
        report.Containers.Single().OutOfMemory.ShouldBeTrue();
    }

    [Fact]
    public async Task an_image_that_is_nowhere()
    {
        var (_, report) = await FinishAsync(Node.Offer(Scored with { Image = "localhost:1/agon/nowhere:1" }));

        report.Failure!.Code.ShouldBe(RunFailureCode.ImageMissing);
        report.Failure.Detail.ShouldContain("'localhost:1/agon/nowhere:1' is not on the worker and can't be pulled: the operator of the worker does not let it pull from there");
    }

    [Fact]
    public async Task scores_that_are_missing_or_malformed()
    {
        (await RunAsync(Scored with { ScoringProgram = Python("pass") })).Report.Failure!.Code.ShouldBe(RunFailureCode.ScoresMissing);

        var malformed = await RunAsync(Scored with { ScoringProgram = Python("import json; json.dump({'f1': float('nan')}, open('/app/output/scores.json', 'w'))") });
        malformed.Report.Failure!.Code.ShouldBe(RunFailureCode.ScoresMalformed);
        malformed.Report.Failure.Detail.ShouldContain("'f1' is NaN");
    }

    [Fact]
    public async Task an_output_without_end()
    {
        var (run, report) = await RunAsync(Scored with
        {
            Submission = Python(
                """
                import itertools
                for n in itertools.count():
                    open('/app/output/part%d' % n, 'wb').write(bytes(1 << 20))
                """),
            Limits = Limits with { DirectoryBytes = 16 << 20 },
        });

        report.Failure!.Code.ShouldBe(RunFailureCode.OutputTooLarge);
        run.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task one_file_without_end()
    {
        var (_, report) = await RunAsync(Scored with
        {
            Submission = Python("f = open('/app/output/x', 'wb')\nwhile True: f.write(bytes(1 << 20))"),
            Limits = Limits with { DirectoryBytes = 16 << 20 },
        });

        report.Failure!.Code.ShouldBe(RunFailureCode.OutputTooLarge);
    }

    [Fact]
    public async Task a_flood_of_output_is_cut_and_costs_nothing_else()
    {
        var (run, report) = await RunAsync(Scored with
        {
            ScoringProgram = Python("import sys\nfor n in range(400000): print('line', n, 'x' * 60)\nprint('the end', file=sys.stderr); sys.exit(5)"),
            Limits = Limits with { LogBytes = 200_000 },
        });

        report.Failure!.Code.ShouldBe(RunFailureCode.ScoringFailed);
        var log = run.Log(LogStream.Scoring);
        log.ShouldStartWith("line 0 xxx");
        log.ShouldContain("characters are left out");
        log.ShouldContain("the end\n");
        log.Length.ShouldBeLessThanOrEqualTo(200_000);
    }

    [Fact]
    public async Task a_fork_bomb_is_bounded()
    {
        var (run, report) = await RunAsync(Scored with
        {
            Submission = Python(
                """
                import os, time
                made = 0
                try:
                    while made < 1000:
                        if os.fork() == 0: time.sleep(1000)
                        made += 1
                except BlockingIOError:
                    print('stopped at', made)
                os._exit(7)
                """),
            Limits = Limits with { Pids = 20 },
        });

        report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionFailed);
        run.Log(LogStream.Submission).ShouldBe("stopped at 19\n");
    }

    [Fact]
    public async Task a_cancelled_run_ends_at_once()
    {
        var run = Node.Offer(Scored with { Image = Image, Submission = Python("import time; print('begun'); time.sleep(1000)") });
        await Node.Changed.UntilAsync(() => run.Log(LogStream.Submission) == "begun\n", Ct);

        var asked = TimeProvider.System.GetTimestamp();
        run.IsCancelled = true;
        var report = await run.Report;

        report.Failure!.Code.ShouldBe(RunFailureCode.Cancelled);
        TimeProvider.System.GetElapsedTime(asked).TotalSeconds.ShouldBeLessThan(2 + run.Lease.RenewEverySeconds);
        (await LeftAsync(Worker.Name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task what_a_killed_worker_left_is_removed_at_the_next_start()
    {
        var containers = Worker.Get<EngineContainers>();
        var name = $"phoenix-{Guid.CreateVersion7():N}";
        var left = await containers.CreateAsync(name, Sleeper(name), Ct);
        await containers.StartAsync(left, Ct);
        (await LeftAsync(name)).Count.ShouldBe(1);

        await using var again = await StartWorkerAsync(("Worker:Name", name));

        // Both workers ask for runs, and nobody asks before everything is cleared.
        await Node.Changed.UntilAsync(() => Node.LeaseCalls == 2, Ct);
        (await LeftAsync(name)).ShouldBeEmpty();
    }

    private static NewContainer Sleeper(string worker) => new()
    {
        Image = Image,
        Cmd = ["python3", "-c", "import time; time.sleep(1000)"],
        Env = [],
        Labels = new Dictionary<string, string> { [EngineContainers.WorkerLabel] = worker },
        User = "64512:64512",
        WorkingDir = "/",
        HostConfig = new HostSettings
        {
            Binds = [],
            Tmpfs = new Dictionary<string, string>(),
            NetworkMode = "none",
            Memory = 64 << 20,
            MemorySwap = 64 << 20,
            NanoCpus = 1_000_000_000,
            PidsLimit = 10,
            ShmSize = 1 << 20,
            Ulimits = [],
            CapDrop = ["ALL"],
            SecurityOpt = [],
            ReadonlyRootfs = true,
            LogConfig = new EngineLogging("none"),
        },
    };
}
