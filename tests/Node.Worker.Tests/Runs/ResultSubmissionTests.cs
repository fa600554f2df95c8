using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class ResultSubmissionTests : IAsyncLifetime
{
    private Bench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await Bench.StartAsync();

    [Fact]
    public async Task results_are_scored_against_the_reference_data()
    {
        _bench.Program(LogStream.Scoring, container =>
        {
            var right = File.ReadAllText(container.Path("/app/input/res/predictions.txt")) == File.ReadAllText(container.Path("/app/input/ref/truth.txt"));
            File.WriteAllText(container.Path("/app/output/scores.json"), Wish.Json(new { accuracy = right ? 1 : 0, ok = right }));
            container.Write("scored\n");
            return 0;
        });

        var (run, report) = await _bench.RunAsync(new Wish { ReferenceData = Archive.Of(("truth.txt", "1\n2\n")) });

        report.Failure.ShouldBeNull();
        report.Scores.ShouldBe(new Dictionary<string, double> { ["accuracy"] = 1, ["ok"] = 1 }, ignoreOrder: true);
        report.FencingToken.ShouldBe(1);
        report.Image.ShouldBe(new RunImage("agon-runtime:1", "sha256:" + new string('a', 64)));
        var container = report.Containers.ShouldHaveSingleItem();
        (container.Stream, container.ExitCode, container.TimedOut, container.OutOfMemory).ShouldBe((LogStream.Scoring, 0, false, false));
        run.Log(LogStream.Scoring).ShouldBe("scored\n");
        run.Log(LogStream.Worker).ShouldContain("The submission has no metadata file");
    }

    [Fact]
    public async Task what_both_steps_wrote_is_uploaded()
    {
        var (run, _) = await _bench.RunAsync(new Wish());

        Archive.Read(run.Outputs[RunOutputs.Prediction]).Keys.ShouldBe(["metadata", "predictions.txt"], ignoreOrder: true);
        Archive.Read(run.Outputs[RunOutputs.Scoring]).Keys.ShouldBe(["metadata", "scores.json"], ignoreOrder: true);
        run.Outputs.ShouldNotContainKey(RunOutputs.DetailedResults);
    }

    [Fact]
    public async Task the_scoring_program_finds_the_metadata_of_the_prediction()
    {
        var metadata = "";
        _bench.Program(LogStream.Scoring, container =>
        {
            metadata = File.ReadAllText(container.Path("/app/input/res/metadata"));
            return 1;
        });

        await _bench.RunAsync(new Wish());

        metadata.ShouldContain("exitCode: 0\nelapsedTime: 0.0\n");
    }

    [Fact]
    public async Task results_for_a_task_with_ingestion_skip_it_and_say_so()
    {
        var (run, report) = await _bench.RunAsync(new Wish { IngestionProgram = Archive.Of(("metadata", "command: ingest")) });

        report.Failure.ShouldBeNull();
        _bench.Engine.History.Select(Bench.StreamOf).ShouldBe([LogStream.Scoring]);
        run.Log(LogStream.Worker).ShouldContain("it is taken as results: the ingestion program is skipped");
    }

    [Fact]
    public async Task a_plain_file_is_a_submission_too()
    {
        var found = "";
        _bench.Program(LogStream.Scoring, container =>
        {
            found = File.ReadAllText(container.Path("/app/input/res/answers.csv"));
            return 1;
        });

        await _bench.RunAsync(new Wish { Submission = "1,2"u8.ToArray(), SubmissionName = "../answers.csv" });

        found.ShouldBe("1,2");
    }

    [Fact]
    public async Task a_wrapping_folder_around_results_is_pointed_out()
    {
        var (run, _) = await _bench.RunAsync(new Wish { Submission = Archive.Of(("mine/predictions.txt", "1")) });

        run.Log(LogStream.Worker).ShouldContain("is inside the folder 'mine', and programs find it there");
    }

    [Fact]
    public async Task detailed_results_are_uploaded_when_they_are_wanted()
    {
        _bench.Program(LogStream.Scoring, container =>
        {
            File.WriteAllText(container.Path("/app/output/scores.txt"), "a:1");
            File.WriteAllText(container.Path("/app/output/a.html"), "first");
            File.WriteAllText(container.Path("/app/output/detailed_results.html"), "<h1>well</h1>");
            return 0;
        });

        var (run, report) = await _bench.RunAsync(new Wish { WantsDetailedResults = true });

        report.Scores["a"].ShouldBe(1);
        System.Text.Encoding.UTF8.GetString(run.Outputs[RunOutputs.DetailedResults]).ShouldBe("<h1>well</h1>");
    }

    [Fact]
    public async Task a_page_the_node_does_not_keep_costs_no_score()
    {
        _bench.Program(LogStream.Scoring, container =>
        {
            File.WriteAllText(container.Path("/app/output/scores.txt"), "a: 1");
            File.WriteAllText(container.Path("/app/output/x.html"), "x");
            return 0;
        });
        var run = _bench.Node.Offer(new Wish { WantsDetailedResults = true });
        run.UploadAnswer = name => name == RunOutputs.DetailedResults ? 413 : null;

        var report = await run.Report;

        report.Failure.ShouldBeNull();
        run.Log(LogStream.Worker).ShouldContain("The page of detailed results was not kept");
    }

    [Fact]
    public async Task an_image_that_was_replaced_is_reported_and_said()
    {
        var (run, report) = await _bench.RunAsync(new Wish { Image = "codalab/codalab-legacy:py37" });

        report.Image!.Name.ShouldBe("agon-runtime:1");
        run.Log(LogStream.Worker).ShouldContain("'agon-runtime:1' to stand in for it");
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();
}
