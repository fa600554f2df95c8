using Agon.Node.Worker.Cache;
using Agon.Node.Worker.Containers;
using Agon.Node.Worker.Runs;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker;

/// <summary>Holds the worker's data directory for itself, and clears away what an earlier life left behind.</summary>
internal sealed partial class WorkerPlace(
    IOptions<WorkerOptions> options, InputCache cache, EngineClient engine, EngineContainers containers, ILogger<WorkerPlace> logger) : IDisposable
{
    private FileStream? _claim;

    /// <summary>Takes the directory; two workers in one would remove each other's runs.</summary>
    public void Claim()
    {
        var directory = options.Value.FullDataDirectory;
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new WorkerStartException($"Worker:DataDirectory is '{directory}', which can't be made. Choose another one, or make it and give it to this user.");
        }

        try
        {
            _claim ??= new FileStream(Path.Combine(directory, "worker.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new WorkerStartException($"Worker:DataDirectory is '{directory}', where this user may not write. Choose another one, or change its owner.");
        }
        catch (IOException)
        {
            throw new WorkerStartException($"Worker:DataDirectory is '{directory}', which another worker uses. Give each worker a directory of its own.");
        }
    }

    /// <summary>Removes containers of this worker's name, directories of runs and half-fetched files. Nothing of ours runs yet.</summary>
    public async Task ClearAsync(CancellationToken ct)
    {
        await engine.PingAsync(ct);
        var removed = await containers.RemoveAllAsync(EngineContainers.WorkerLabel, options.Value.Name, ct);

        var runs = ExecuteLease.RunsDirectory(options.Value);
        Directory.CreateDirectory(runs);
        var directories = Directory.GetDirectories(runs);
        foreach (var directory in directories)
        {
            await DirectoryRemoval.RemoveAsync(directory, ct);
        }

        cache.RemovePartials();
        if (removed + directories.Length > 0)
        {
            LogCleared(removed, directories.Length);
        }
    }

    public void Dispose() => _claim?.Dispose();

    [LoggerMessage(LogLevel.Information, "Removed what an earlier life left: {Containers} containers, {Directories} run directories")]
    private partial void LogCleared(int containers, int directories);
}
