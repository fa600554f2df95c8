namespace Agon.Journeys.Processes;

/// <summary>A worker on the machine's own container engine.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private readonly AgonProcess _process;

    private RunningWorker(AgonProcess process) => _process = process;

    public string Log => _process.Log;

    public static RunningWorker Start(string directory, Uri node, string token, string name, params string[] settings) => new(AgonProcess.Start(
        "Node.Worker",
        directory,
        [
            $"--Worker:NodeUrl={node}", $"--Worker:Token={token}", $"--Worker:Name={name}",
            $"--Worker:DataDirectory={Path.Combine(directory, "data")}", .. settings,
        ]));

    public Task<string> SaysAsync(string text) => _process.SaysAsync(text);

    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
