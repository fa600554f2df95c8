using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

/// <summary>Every way a run can end without a score has its own code and a sentence that says whose it is to mend.</summary>
public sealed class RunFailureTests : IAsyncLifetime
{
    private static readonly byte[] Code = Archive.Of(("metadata", "command: run"));
    private static readonly byte[] Module = Archive.Of(("model.py", "x"));
    private static readonly byte[] Ingestion = Archive.Of(("metadata", "command: ingest"));

    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync();

    [Fact]
    public async Task a_submission_that_exits_with_a_code()
    {
        _bench.Program(LogStream.Submission, container =>
        {
            container.Write("Traceback: boom\n", isError: true);
            return 3;
        });

        var (run, report) = await _bench.RunAsync(new Wish { Submission = Code });

        report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionFailed);
        report.Failure.Detail.ShouldBe("Your program failed with exit code 3. Read its log, mend the program and submit again.");
        run.Log(LogStream.Submission).ShouldBe("Traceback: boom\n");
        run.Outputs.ShouldContainKey(RunOutputs.Prediction);
    }

    [Fact]
    public async Task an_ingestion_program_that_exits_with_a_code()
    {
        _bench.Program(LogStream.Ingestion, _ => 2);

        var (_, report) = await _bench.RunAsync(new Wish { Submission = Module, IngestionProgram = Ingestion });

        report.Failure!.Code.ShouldBe(RunFailureCode.IngestionFailed);
        report.Failure.Detail.ShouldContain("ingestion program failed with exit code 2");
        report.Containers.ShouldHaveSingleItem().Stream.ShouldBe(LogStream.Ingestion);
    }

    [Fact]
    public async Task a_scoring_program_that_exits_with_a_code()
    {
        _bench.Program(LogStream.Scoring, _ => 1);

        var (run, report) = await _bench.RunAsync(new Wish());

        report.Failure!.Code.ShouldBe(RunFailureCode.ScoringFailed);
        run.Outputs.Keys.ShouldBe([RunOutputs.Prediction, RunOutputs.Scoring], ignoreOrder: true);
    }

    [Fact]
    public async Task a_scoring_program_that_fails_on_a_submission_whose_code_was_forgotten()
    {
        _bench.Program(LogStream.Scoring, _ => 1);

        var (_, report) = await _bench.RunAsync(new Wish { Submission = Archive.Of(("notes.txt", "x")), IngestionProgram = Ingestion });

        report.Failure!.Detail.ShouldContain("Your submission holds neither code nor a model, so it was taken as results.");
    }

    [Theory]
    [InlineData(127)]
    [InlineData(126)]
    [InlineData(0)]
    public async Task a_command_that_can_not_be_started(int exitCode)
    {
        _bench.Engine.StartFailure = ("exec: \"python9\": executable file not found in $PATH", exitCode);

        var (run, report) = await _bench.RunAsync(new Wish { Submission = Code });

        report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionFailed);
        report.Failure.Detail.ShouldContain("could not be started");
        run.Log(LogStream.Submission).ShouldContain("\"python9\": executable file not found");
    }

    [Fact]
    public async Task a_program_that_needs_too_much_memory()
    {
        _bench.Program(LogStream.Submission, container =>
        {
            container.IsOutOfMemory = true;
            return 137;
        });

        var (_, report) = await _bench.RunAsync(new Wish { Submission = Code });

        report.Failure!.Code.ShouldBe(RunFailureCode.OutOfMemory);
        report.Failure.Detail.ShouldContain("more than the 268.4 MB of memory");
        report.Containers.Single().OutOfMemory.ShouldBeTrue();
    }

    [Fact]
    public async Task a_child_killed_for_memory_in_a_program_that_goes_on_is_no_failure()
    {
        _bench.Program(LogStream.Submission, container =>
        {
            container.IsOutOfMemory = true;
            return 0;
        });

        (await _bench.RunAsync(new Wish { Submission = Code })).Report.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task the_first_failure_ends_the_step()
    {
        _bench.Program(LogStream.Scoring, _ => 4);
        _bench.Program(LogStream.Ingestion, async container =>
        {
            await container.Killed;
            return 137;
        });

        var (_, report) = await _bench.RunAsync(new Wish { Submission = Module, IngestionProgram = Ingestion, IngestionOnlyDuringScoring = true });

        report.Failure!.Code.ShouldBe(RunFailureCode.ScoringFailed);
        report.Containers.Select(container => container.ExitCode).ShouldBe([4, 137]);
        report.Containers.ShouldAllBe(container => !container.TimedOut);
    }

    [Fact]
    public async Task an_image_that_can_not_be_had()
    {
        _bench.Engine.PullAnswer = _ => """{"error":"pull access denied for nobody/nothing."}""";

        var (_, report) = await _bench.RunAsync(new Wish { Image = "nobody/nothing:1" });

        report.Failure!.Code.ShouldBe(RunFailureCode.ImageMissing);
        report.Failure.Detail.ShouldContain("'nobody/nothing:1' is not on the worker and can't be pulled: its registry does not have it, or wants a password.");
    }

    [Fact]
    public async Task scores_that_are_missing()
    {
        _bench.Program(LogStream.Scoring, container =>
        {
            Directory.CreateDirectory(container.Path("/app/output/sub"));
            File.WriteAllText(container.Path("/app/output/sub/scores.txt"), "a: 1");
            return 0;
        });

        var (_, report) = await _bench.RunAsync(new Wish());

        report.Failure!.Code.ShouldBe(RunFailureCode.ScoresMissing);
        report.Failure.Detail.ShouldContain("there is only 'sub/scores.txt'");
    }

    [Fact]
    public async Task scores_that_are_malformed()
    {
        _bench.Program(LogStream.Scoring, container =>
        {
            File.WriteAllText(container.Path("/app/output/scores.json"), """{"f1": NaN}""");
            return 0;
        });

        var (_, report) = await _bench.RunAsync(new Wish());

        report.Failure!.Code.ShouldBe(RunFailureCode.ScoresMalformed);
        report.Failure.Detail.ShouldContain("the value of 'f1' is NaN");
    }

    [Theory]
    [InlineData("submission.zip", "is not one")]
    public async Task a_submission_that_can_not_be_unpacked(string name, string reason)
    {
        var (_, report) = await _bench.RunAsync(new Wish { Submission = "no zip"u8.ToArray(), SubmissionName = name });

        report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionUnreadable);
        report.Failure.Detail.ShouldContain(reason);
    }

    [Theory]
    [InlineData("command: python3 'a", "opened and never closed")]
    [InlineData("command: {a: b}", "must be text")]
    [InlineData("command: \"run\\0\"", "control characters")]
    public async Task a_submission_whose_metadata_is_wrong(string metadata, string reason)
    {
        var (_, report) = await _bench.RunAsync(new Wish { Submission = Archive.Of(("metadata", metadata)) });

        report.Failure!.Code.ShouldBe(RunFailureCode.SubmissionUnreadable);
        report.Failure.Detail.ShouldContain(reason);
    }

    [Fact]
    public async Task a_task_whose_programs_can_not_be_used()
    {
        var (_, noMetadata) = await _bench.RunAsync(new Wish { ScoringProgram = Archive.Of(("score.py", "x")) });
        var (_, noCommand) = await _bench.RunAsync(new Wish { Submission = Module, IngestionProgram = Archive.Of(("metadata", "description: x")) });
        var (_, badData) = await _bench.RunAsync(new Wish { ReferenceData = Archive.Of(("../x", "x")) });

        new[] { noMetadata, noCommand, badData }.ShouldAllBe(report => report.Failure!.Code == RunFailureCode.TaskUnreadable);
        noMetadata.Failure!.Detail.ShouldContain("scoring program of this task can't be used: it has no file 'metadata.yaml' or 'metadata'");
        noCommand.Failure!.Detail.ShouldContain("ingestion program of this task can't be used: its file 'metadata' has no 'command'");
        badData.Failure!.Detail.ShouldContain("reference data of this task can't be used");
    }

    [Fact]
    public async Task an_output_that_is_too_large()
    {
        _bench.Program(LogStream.Submission, container =>
        {
            using var file = File.Create(container.Path("/app/output/large"));
            file.SetLength(33 << 20);
            return 0;
        });

        var (run, report) = await _bench.RunAsync(new Wish { Submission = Code });

        report.Failure!.Code.ShouldBe(RunFailureCode.OutputTooLarge);
        report.Failure.Detail.ShouldContain("more than 33.6 MB");
        run.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task an_output_that_grows_too_large_while_the_program_runs()
    {
        _bench.Program(LogStream.Submission, async container =>
        {
            await File.WriteAllBytesAsync(container.Path("/app/output/large"), new byte[33 << 20]);
            await container.Killed;
            return 0;
        });

        var (_, report) = await _bench.RunAsync(new Wish { Submission = Code });

        report.Failure!.Code.ShouldBe(RunFailureCode.OutputTooLarge);
    }

    [Fact]
    public async Task an_output_the_node_does_not_keep()
    {
        var run = _bench.Node.Offer(new Wish());
        run.UploadAnswer = name => name == RunOutputs.Prediction ? 413 : null;

        (await run.Report).Failure!.Code.ShouldBe(RunFailureCode.OutputTooLarge);
    }

    [Fact]
    public async Task a_link_left_for_the_scoring_program_is_removed_before_it_runs()
    {
        var isThere = true;
        _bench.Program(LogStream.Submission, container =>
        {
            File.CreateSymbolicLink(container.Path("/app/output/predictions.csv"), "/app/input/ref/truth.csv");
            return 0;
        });
        _bench.Program(LogStream.Scoring, container =>
        {
            isThere = Posix.Look(container.Path("/app/input/res/predictions.csv")) is not null;
            return 1;
        });

        var (run, _) = await _bench.RunAsync(new Wish { Submission = Code, ReferenceData = Archive.Of(("truth.csv", "1")) });

        isThere.ShouldBeFalse();
        run.Log(LogStream.Worker).ShouldContain("1 links, pipes or devices were removed from the output of the prediction step");
    }

    [Fact]
    public async Task an_input_the_node_does_not_have()
    {
        var wish = new Wish();
        _bench.Node.Damage = (_, _) => [1];

        var (_, report) = await _bench.RunAsync(wish);

        report.Failure!.Code.ShouldBe(RunFailureCode.WorkerFailed);
        report.Failure.Detail.ShouldBe("The worker could not do its part: an input could not be fetched, because the bytes that arrived are not the ones announced. Your submission is not the cause.");
    }

    [Fact]
    public async Task an_engine_that_fails_in_the_middle()
    {
        _bench.Program(LogStream.Submission, _ =>
        {
            _bench.Engine.Status = 500;
            return 0;
        });

        var (_, report) = await _bench.RunAsync(new Wish { Submission = Code });

        report.Failure!.Code.ShouldBe(RunFailureCode.WorkerFailed);
        report.Failure.Detail.ShouldContain("its container engine failed");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();
}
