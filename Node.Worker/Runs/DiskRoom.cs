using System.Globalization;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker.Runs;

/// <summary>
/// Watches what is left of the disk runs are executed on. A file that was unlinked and is still open, or one in a place that can't be
/// looked into, takes room without being seen in any directory; here it is seen.
/// </summary>
internal sealed class DiskRoom(IOptions<WorkerOptions> options)
{
    /// <summary>What is short, as a clause; null while there is more than the reserve.</summary>
    public string? Shortage()
    {
        var settings = options.Value;
        var (bytes, files) = Posix.Room(settings.FullDataDirectory);
        return (bytes, files) switch
        {
            _ when bytes < settings.ReserveBytes =>
                $"its disk has {RunMessages.Size(bytes)} left, and {RunMessages.Size(settings.ReserveBytes)} are kept in reserve",
            (_, { } names) when names < settings.ReserveFiles => string.Create(
                CultureInfo.InvariantCulture, $"its disk has room for {names} more files, and {settings.ReserveFiles} are kept in reserve"),
            _ => null,
        };
    }
}
