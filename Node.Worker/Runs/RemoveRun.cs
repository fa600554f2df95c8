using System.Collections.Concurrent;
using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Runs;

/// <summary>
/// Removes what a run leaves: its containers, and then its directories. While a container may still write, removing its directories could
/// be led astray by links it makes meanwhile; so they stay, and the next run's end tries again.
/// </summary>
internal sealed partial class RemoveRun(EngineContainers containers, ILogger<RemoveRun> logger)
{
    private readonly ConcurrentDictionary<Guid, string> _left = [];

    /// <summary>Stops whatever still runs for a lease.</summary>
    public async Task RemoveContainersAsync(Guid lease)
    {
        try
        {
            await containers.RemoveAllAsync(EngineContainers.LeaseLabel, lease.ToString(), CancellationToken.None);
        }
        catch (EngineException failure)
        {
            LogLeftBehind(lease, failure.Message);
        }
    }

    /// <summary>Removes the directory of a run, and those left before, where no container is left.</summary>
    public async Task RemoveDirectoryAsync(Guid lease, string root)
    {
        _left[lease] = root;
        foreach (var (other, directory) in _left)
        {
            if (await AreContainersGoneAsync(other) && _left.TryRemove(other, out _))
            {
                await DirectoryRemoval.RemoveAsync(directory, CancellationToken.None);
            }
        }
    }

    private async Task<bool> AreContainersGoneAsync(Guid lease)
    {
        try
        {
            await containers.RemoveAllAsync(EngineContainers.LeaseLabel, lease.ToString(), CancellationToken.None);
            return await containers.ListAsync(EngineContainers.LeaseLabel, lease.ToString(), CancellationToken.None) is [];
        }
        catch (EngineException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Containers of run {Run} may be left behind ({Reason}); they are tried again after the next run, and when this worker starts")]
    private partial void LogLeftBehind(Guid run, string reason);
}
