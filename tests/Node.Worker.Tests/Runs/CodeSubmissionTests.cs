using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class CodeSubmissionTests : IAsyncLifetime
{
    private static readonly byte[] Code = Archive.Of(("metadata.yaml", "command: python3 '$program/my model.py' $input $output"), ("my model.py", "x"));
    private static readonly byte[] Module = Archive.Of(("model.py", "x"));
    private static readonly byte[] Ingestion = Archive.Of(("metadata", "command: ingest $input $output $ingestion_program $submission_program"));
    private static readonly byte[] Data = Archive.Of(("x.csv", "1"));

    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync();

    [Fact]
    public async Task the_submission_runs_with_input_data_and_its_output_is_scored()
    {
        _bench.Program(LogStream.Submission, container =>
        {
            File.ReadAllText(container.Path("/app/input_data/x.csv")).ShouldBe("1");
            File.ReadAllText(container.Path("/app/input/x.csv")).ShouldBe("1");
            File.WriteAllText(container.Path("/app/output/y.csv"), "predicted");
            container.Write("wor");
            container.Write("king\n", isError: true);
            return 0;
        });

        var (run, report) = await _bench.RunAsync(new Wish { Submission = Code, InputData = Data, ReferenceData = Data });

        report.Failure.ShouldBeNull();
        report.Containers.Select(container => container.Stream).ShouldBe([LogStream.Submission, LogStream.Scoring]);
        run.Log(LogStream.Submission).ShouldBe("working\n");
        _bench.Container(LogStream.Submission).Command.ShouldBe(["python3", "/app/program/my model.py", "/app/input", "/app/output"]);
        Archive.Read(run.Outputs[RunOutputs.Prediction]).Keys.ShouldBe(["metadata", "y.csv"], ignoreOrder: true);
    }

    [Fact]
    public async Task participant_code_never_sees_the_reference_data_or_the_organizers_programs()
    {
        await _bench.RunAsync(new Wish { Submission = Code, IngestionProgram = Ingestion, InputData = Data, ReferenceData = Data });

        var binds = _bench.Container(LogStream.Submission).Binds;
        binds.ShouldNotContain(bind => bind.Contains("/app/input/ref") || bind.Contains("reference") || bind.Contains("ingestion") || bind.Contains("scoring"));
        _bench.Container(LogStream.Ingestion).Binds.ShouldNotContain(bind => bind.Contains("reference") || bind.Contains("scoring"));
    }

    [Fact]
    public async Task the_ingestion_program_runs_the_submitted_module()
    {
        _bench.Program(LogStream.Ingestion, container =>
        {
            File.Exists(container.Path("/app/ingested_program/model.py")).ShouldBeTrue();
            File.Exists(container.Path("/app/output/model.py")).ShouldBeTrue();
            File.Exists(container.Path("/app/program/metadata")).ShouldBeTrue();
            File.Exists(container.Path("/app/ingestion_program/metadata")).ShouldBeTrue();
            File.WriteAllText(container.Path("/app/output/y.csv"), "predicted");
            return 0;
        });

        var (run, report) = await _bench.RunAsync(new Wish { Submission = Module, IngestionProgram = Ingestion, InputData = Data });

        report.Failure.ShouldBeNull();
        _bench.Container(LogStream.Ingestion).Command.ShouldBe(["ingest", "/app/input_data", "/app/output", "/app/program", "/app/ingested_program"]);
        run.Log(LogStream.Worker).ShouldContain("The submission holds 'model.py', so the ingestion program runs with it");
    }

    [Fact]
    public async Task a_submission_with_a_command_runs_beside_the_ingestion_program()
    {
        using var both = new CountdownEvent(2);
        async Task<int> Meet(FakeContainer container)
        {
            both.Signal();
            await Task.Run(both.Wait);
            container.Sees("/app/shared").ShouldBeTrue();
            return 0;
        }

        _bench.Program(LogStream.Submission, Meet);
        _bench.Program(LogStream.Ingestion, Meet);

        var (_, report) = await _bench.RunAsync(new Wish { Submission = Code, IngestionProgram = Ingestion });

        report.Failure.ShouldBeNull();
        _bench.Container(LogStream.Submission).Path("/app/output").ShouldBe(_bench.Container(LogStream.Ingestion).Path("/app/output"));
    }

    [Fact]
    public async Task ingestion_during_scoring_runs_beside_it_and_talks_through_shared()
    {
        _bench.Program(LogStream.Ingestion, async container =>
        {
            File.Exists(container.Path("/app/ingested_program/model.py")).ShouldBeTrue();
            File.Exists(container.Path("/app/input/res/model.py")).ShouldBeTrue();
            while (!File.Exists(container.Path("/app/shared/question")))
            {
                await Task.Yield();
            }

            await File.WriteAllTextAsync(container.Path("/app/shared/answer"), "42");
            return 0;
        });
        _bench.Program(LogStream.Scoring, async container =>
        {
            await File.WriteAllTextAsync(container.Path("/app/shared/question"), "?");
            while (!File.Exists(container.Path("/app/shared/answer")) || new FileInfo(container.Path("/app/shared/answer")).Length == 0)
            {
                await Task.Yield();
            }

            await File.WriteAllTextAsync(container.Path("/app/output/scores.txt"), "answer: " + await File.ReadAllTextAsync(container.Path("/app/shared/answer")));
            return 0;
        });

        var (run, report) = await _bench.RunAsync(new Wish
        {
            Submission = Module,
            IngestionProgram = Ingestion,
            InputData = Data,
            ReferenceData = Data,
            IngestionOnlyDuringScoring = true,
        });

        report.Scores["answer"].ShouldBe(42);
        report.Containers.Select(container => container.Stream).ShouldBe([LogStream.Scoring, LogStream.Ingestion]);
        Archive.Read(run.Outputs[RunOutputs.Scoring])["metadata"].ShouldContain("ingestionExitCode: 0");
    }

    [Fact]
    public async Task a_list_of_commands_runs_one_after_the_other()
    {
        var submission = Archive.Of(("metadata", "command: [first, second $output, third]"));
        _bench.Program(LogStream.Submission, container => container.Command[0] == "second" ? 3 : 0);

        var (_, report) = await _bench.RunAsync(new Wish { Submission = submission });

        _bench.Engine.History.Select(container => container.Command[0]).ShouldBe(["first", "second"]);
        report.Containers.ShouldHaveSingleItem().ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task a_program_wrapped_in_a_folder_is_unwrapped_and_that_is_said()
    {
        var submission = Archive.Of(("wrapped/metadata", "command: run"), ("wrapped/a.py", "x"));

        var (run, report) = await _bench.RunAsync(new Wish { Submission = submission });

        report.Failure.ShouldBeNull();
        run.Log(LogStream.Worker).ShouldContain("Everything in the submission was inside the folder 'wrapped'; it was taken out of it");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();
}
