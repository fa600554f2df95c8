namespace Agon.Node.Worker.Tests.Fakes;

/// <summary>A node, an engine and a worker between them.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly Dictionary<LogStream, Func<FakeContainer, Task<int>>> _programs = [];

    private Bench(FakeNode node, FakeEngine engine, WorkerHost worker)
    {
        (Node, Engine, Worker) = (node, engine, worker);
        engine.Program = container =>
            _programs.TryGetValue(StreamOf(container), out var program) ? program(container) : Task.FromResult(0);
        Program(LogStream.Scoring, container =>
        {
            File.WriteAllText(container.Path("/app/output/scores.json"), """{"score": 0.5}""");
            return 0;
        });
    }

    public FakeNode Node { get; }

    public FakeEngine Engine { get; }

    public WorkerHost Worker { get; }

    public static async Task<Bench> StartAsync(params (string Key, string Value)[] settings)
    {
        var (node, engine) = (await FakeNode.StartAsync(), await FakeEngine.StartAsync());
        return new Bench(node, engine, await WorkerHost.StartAsync(node.Url, engine.Socket, null, settings));
    }

    public void Program(LogStream stream, Func<FakeContainer, int> program) => _programs[stream] = container => Task.FromResult(program(container));

    public void Program(LogStream stream, Func<FakeContainer, Task<int>> program) => _programs[stream] = program;

    public async Task<(OfferedRun Run, RunReport Report)> RunAsync(Wish wish)
    {
        var run = Node.Offer(wish);
        return (run, await run.Report);
    }

    public static LogStream StreamOf(FakeContainer container) =>
        Enum.GetValues<LogStream>().Single(stream => container.Name.Contains($"-{stream}-", StringComparison.OrdinalIgnoreCase));

    public FakeContainer Container(LogStream stream) => Engine.History.Single(container => StreamOf(container) == stream);

    /// <summary>Waits until nothing of a run is left on the engine or on the disk; the worker asks for more only then.</summary>
    public Task UntilCleanAsync() => UntilAsync(() => Engine.Containers.IsEmpty && Directory.GetDirectories(Worker.RunsDirectory).Length == 0);

    /// <summary>Waits until something the node was told, or the next question of the worker, makes it true.</summary>
    public Task UntilAsync(Func<bool> happened) => Node.Changed.UntilAsync(happened, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await Node.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
