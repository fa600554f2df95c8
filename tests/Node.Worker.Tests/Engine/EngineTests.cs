using Agon.Node.Worker.Containers;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Engine;

/// <summary>Tests on a real container engine: asked for with <c>AGON_TEST_ENGINE=1</c>, with the image of <c>AGON_TEST_IMAGE</c>
/// and the socket of <c>AGON_TEST_SOCKET</c> when these are not the usual ones.</summary>
[Collection(nameof(EngineTests))]
public abstract class EngineTests : IAsyncLifetime
{
    private protected static string Image { get; } = Environment.GetEnvironmentVariable("AGON_TEST_IMAGE") is { Length: > 0 } image ? image : "agon-runtime:1";

    private protected static string Socket { get; } = Environment.GetEnvironmentVariable("AGON_TEST_SOCKET") is { Length: > 0 } socket ? socket : "/var/run/docker.sock";

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected FakeNode Node { get; private set; } = null!;

    private protected WorkerHost Worker { get; private set; } = null!;

    private protected static byte[] Submission { get; } = Archive.Of(("predictions.txt", "1\n2\n3\n4\n"));

    private protected static byte[] Reference { get; } = Archive.Of(("truth.txt", "1\n2\n3\n5\n"));

    /// <summary>A scoring program that compares two files line by line.</summary>
    private protected static byte[] Accuracy { get; } = Python(
        """
        import json, sys
        read = lambda path: open(path).read().split()
        truth, given = read(sys.argv[1] + '/ref/truth.txt'), read(sys.argv[1] + '/res/predictions.txt')
        accuracy = sum(t == g for t, g in zip(truth, given)) / len(truth)
        json.dump({'accuracy': accuracy, 'complete': len(truth) == len(given)}, open(sys.argv[2] + '/scores.json', 'w'))
        print('accuracy', accuracy)
        """);

    public virtual async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AGON_TEST_ENGINE") == "1", "AGON_TEST_ENGINE is not 1.");
        Node = await FakeNode.StartAsync();
        Worker = await StartWorkerAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (Worker is not null)
        {
            await Worker.StopAsync();
            (await LeftAsync(Worker.Name)).ShouldBeEmpty("containers are always removed");
            await Worker.DisposeAsync();
            await Node.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private protected Task<WorkerHost> StartWorkerAsync(params (string Key, string Value)[] settings) =>
        WorkerHost.StartAsync(Node.Url, Socket, null, [("Worker:RuntimeImage", Image), .. settings]);

    /// <summary>A program of one Python file; its arguments are the input and output directories.</summary>
    private protected static byte[] Python(string code, string arguments = "$input $output") =>
        Archive.Of(("metadata", $"command: python3 $program/main.py {arguments}"), ("main.py", code));

    private protected Task<(OfferedRun Run, RunReport Report)> RunAsync(Wish wish) => FinishAsync(Node.Offer(wish with { Image = Image }));

    private protected static async Task<(OfferedRun Run, RunReport Report)> FinishAsync(OfferedRun run) => (run, await run.Report);

    private protected async Task<IReadOnlyList<ListedContainer>> LeftAsync(string worker) =>
        await Worker.Get<EngineContainers>().ListAsync(EngineContainers.WorkerLabel, worker, Ct);

    private protected static Wish Scored => new() { Submission = Submission, ReferenceData = Reference, ScoringProgram = Accuracy };
}

[CollectionDefinition(nameof(EngineTests), DisableParallelization = true)]
public sealed class EngineCollection;
