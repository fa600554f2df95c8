using Agon.Portal.Data;
using Agon.Portal.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Hosting;

/// <summary>Looks whether the data directory can be written to, and how much room is left.</summary>
internal sealed class StorageCheck(IOptions<DataOptions> data) : IHealthCheck
{
    /// <summary>Below this the operator is warned.</summary>
    private const long LowBytes = 2_000_000_000;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var directory = Path.GetFullPath(data.Value.Directory);
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".probe-{Environment.ProcessId}");
            await File.WriteAllTextAsync(probe, "", cancellationToken);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy($"The data directory can't be written to: {e.Message}");
        }

        var free = new DriveInfo(directory).AvailableFreeSpace;
        return free < LowBytes
            ? HealthCheckResult.Degraded($"Only {Bytes.Words(free)} are free for data. Make room, or uploads will soon fail.")
            : HealthCheckResult.Healthy($"{Bytes.Words(free)} are free for data.");
    }
}
