using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Engine;

/// <summary>Runs of every shape, in real containers.</summary>
public sealed class RunTests : EngineTests
{
    private static readonly byte[] Model = Archive.Of(("model.py", "def predict(n):\n    print('asked for', n)\n    return range(1, n + 1)\n"));

    private static readonly byte[] Count = Archive.Of(("count.txt", "4"));

    [Fact]
    public async Task results_are_scored()
    {
        var (run, report) = await RunAsync(Scored);

        report.Failure.ShouldBeNull();
        report.Scores.ShouldBe(new Dictionary<string, double> { ["accuracy"] = 0.75, ["complete"] = 1 }, ignoreOrder: true);
        run.Log(LogStream.Scoring).ShouldBe("accuracy 0.75\n");
        report.Image!.Name.ShouldBe(Image);
        report.Image.Digest.ShouldMatch("^sha256:[0-9a-f]{64}$");
        report.Containers.Single().Seconds.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task a_submission_of_code_is_run_and_scored()
    {
        var (run, report) = await RunAsync(Scored with
        {
            InputData = Count,
            Submission = Python(
                """
                import sys
                n = int(open(sys.argv[1] + '/count.txt').read())
                open(sys.argv[2] + '/predictions.txt', 'w').write('\n'.join(map(str, range(1, n + 1))))
                print('naïve ✓ done', file=sys.stderr)
                """),
        });

        report.Scores["accuracy"].ShouldBe(0.75);
        run.Log(LogStream.Submission).ShouldBe("naïve ✓ done\n");
    }

    [Fact]
    public async Task an_ingestion_program_imports_the_submission()
    {
        var (run, report) = await RunAsync(Scored with
        {
            InputData = Count,
            Submission = Model,
            IngestionProgram = Python(
                """
                import sys
                sys.path.insert(0, sys.argv[3])
                import model
                n = int(open(sys.argv[1] + '/count.txt').read())
                open(sys.argv[2] + '/predictions.txt', 'w').write('\n'.join(map(str, model.predict(n))))
                """,
                "$input $output $submission_program"),
        });

        report.Failure.ShouldBeNull(run.Log(LogStream.Ingestion));
        report.Scores["accuracy"].ShouldBe(0.75);
        run.Log(LogStream.Ingestion).ShouldBe("asked for 4\n");
    }

    [Fact]
    public async Task a_submission_with_a_command_runs_beside_the_ingestion_program()
    {
        var (run, report) = await RunAsync(Scored with
        {
            Submission = Python(
                """
                import os, time
                while not os.path.exists('/app/shared/question'): time.sleep(0.01)
                open('/app/shared/answer.tmp', 'w').write('1 2 3 4')
                os.rename('/app/shared/answer.tmp', '/app/shared/answer')
                """),
            IngestionProgram = Python(
                """
                import os, time
                open('/app/shared/question', 'w').write('?')
                while not os.path.exists('/app/shared/answer'): time.sleep(0.01)
                open('/app/output/predictions.txt', 'w').write(open('/app/shared/answer').read())
                """),
        });

        report.Failure.ShouldBeNull(run.Log(LogStream.Worker));
        report.Scores["accuracy"].ShouldBe(0.75);
        report.Containers.Count.ShouldBe(3);
    }

    [Fact]
    public async Task ingestion_during_scoring_talks_with_it_through_shared()
    {
        var (run, report) = await RunAsync(Scored with
        {
            Submission = Model,
            InputData = Count,
            IngestionOnlyDuringScoring = true,
            IngestionProgram = Python(
                """
                import os, sys, time
                sys.path.insert(0, '/app/ingested_program')
                import model
                while not os.path.exists('/app/shared/ask'): time.sleep(0.01)
                open('/app/shared/reply.tmp', 'w').write(' '.join(map(str, model.predict(int(open('/app/shared/ask').read())))))
                os.rename('/app/shared/reply.tmp', '/app/shared/reply')
                """),
            ScoringProgram = Python(
                """
                import os, time
                open('/app/shared/ask.tmp', 'w').write('4')
                os.rename('/app/shared/ask.tmp', '/app/shared/ask')
                while not os.path.exists('/app/shared/reply'): time.sleep(0.01)
                truth, given = open('/app/input/ref/truth.txt').read().split(), open('/app/shared/reply').read().split()
                open('/app/output/scores.txt', 'w').write('accuracy:%s' % (sum(t == g for t, g in zip(truth, given)) / 4))
                """),
        });

        report.Failure.ShouldBeNull(run.Log(LogStream.Worker) + run.Log(LogStream.Ingestion));
        report.Scores["accuracy"].ShouldBe(0.75);
        run.Log(LogStream.Ingestion).ShouldBe("asked for 4\n");
    }

    [Fact]
    public async Task detailed_results_and_outputs_arrive()
    {
        var (run, _) = await RunAsync(Scored with
        {
            WantsDetailedResults = true,
            ScoringProgram = Python(
                """
                open('/app/output/scores.txt', 'w').write('a: 1')
                open('/app/output/detailed_results.html', 'w').write('<p>fine</p>')
                print(open('/app/input/res/metadata').read())
                """),
        });

        System.Text.Encoding.UTF8.GetString(run.Outputs[RunOutputs.DetailedResults]).ShouldBe("<p>fine</p>");
        Archive.Read(run.Outputs[RunOutputs.Prediction])["predictions.txt"].ShouldBe("1\n2\n3\n4\n");
        Archive.Read(run.Outputs[RunOutputs.Scoring])["metadata"].ShouldContain("exitCode: 0");
        run.Log(LogStream.Scoring).ShouldContain("elapsedTime: 0.0");
    }

    [Fact]
    public async Task a_usual_image_that_is_not_here_is_replaced_by_the_runtime_image()
    {
        var (run, report) = await FinishAsync(Node.Offer(Scored with { Image = "codalab/codalab-legacy:py37" }));

        report.Failure.ShouldBeNull();
        report.Image!.Name.ShouldBe(Image);
        run.Log(LogStream.Worker).ShouldContain("'codalab/codalab-legacy:py37' is not on this worker");
    }
}
