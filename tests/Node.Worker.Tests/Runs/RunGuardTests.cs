using System.Diagnostics;
using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker.Tests.Runs;

/// <summary>What a participant does wrong stays theirs, and what they hide does not stay hidden.</summary>
public sealed class RunGuardTests : IAsyncLifetime
{
    private static readonly byte[] Code = Archive.Of(("metadata", "command: run"));

    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync();

    [Fact]
    public async Task a_command_whose_name_nobody_could_look_up()
    {
        _bench.Engine.StartFailure = ("unable to start container process: exec: \"/aaa\": stat /aaa: file name too long", 128);

        (await _bench.RunAsync(new Wish { Submission = Code })).Report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionFailed);
    }

    [Fact]
    public async Task a_place_the_worker_can_not_look_into_stops_the_run()
    {
        _bench.Program(LogStream.Submission, async container =>
        {
            await ShellAsync($"mkdir \"{container.Path("/app/output")}/$(printf 'a\\377')\"");
            await container.Killed;
            return 137;
        });

        var (run, report) = await _bench.RunAsync(new Wish { Submission = Code });

        report.Failure!.Code.ShouldBe(RunFailureCode.OutputTooLarge);
        report.Failure.Detail.ShouldBe(
            "The prediction step wrote something the worker can't look at ('a\ufffd'), so nobody knows how large it is, and was stopped. "
            + "Names must be valid UTF-8, paths shorter than 3500 characters, and directories readable by their owner. Mend that and submit again.");
        run.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_disk_that_is_nearly_full_stops_the_run_and_gives_it_back()
    {
        _bench.Program(LogStream.Submission, async container =>
        {
            Options.ReserveBytes = long.MaxValue;
            await container.Killed;
            return 137;
        });

        var (run, report) = await _bench.RunAsync(new Wish { Submission = Code });

        report.Failure!.Code.ShouldBe(RunFailureCode.WorkerFailed);
        report.Failure.Detail.ShouldContain("are kept in reserve, so the run was stopped");
        run.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public void a_shortage_of_names_is_told_from_one_of_bytes()
    {
        var room = _bench.Worker.Get<DiskRoom>();

        room.Shortage().ShouldBeNull();
        Options.ReserveFiles = long.MaxValue;
        room.Shortage().ShouldNotBeNull().ShouldContain("more files");
        Options.ReserveBytes = long.MaxValue;
        room.Shortage().ShouldNotBeNull().ShouldContain("left");
    }

    [Fact]
    public async Task a_container_that_may_still_be_running_keeps_its_files_untouched()
    {
        string? output = null;
        _bench.Program(LogStream.Submission, async container =>
        {
            output = container.Path("/app/output");
            File.CreateSymbolicLink($"{output}/link", "/nowhere");
            _bench.Engine.RefuseRemoving = true;
            await container.Killed;
            return 137;
        });

        var (_, report) = await _bench.RunAsync(new Wish { Submission = Code, Limits = new Wish().Limits with { StepSeconds = 1 } });

        report.Failure!.Code.ShouldBe(RunFailureCode.WorkerFailed);
        Posix.Look($"{output}/link").ShouldNotBeNull();

        _bench.Engine.RefuseRemoving = false;
        await _bench.RunAsync(new Wish());
        await _bench.UntilCleanAsync();
    }

    private WorkerOptions Options => _bench.Worker.Get<IOptions<WorkerOptions>>().Value;

    private static async Task ShellAsync(string script)
    {
        using var process = Process.Start("sh", ["-c", script]);
        await process.WaitForExitAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();
}
