using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Agon.Node.Worker;

/// <summary>What can be measured from outside: an activity for each run, and runs by how they ended.</summary>
internal static class WorkerTelemetry
{
    public const string Name = "Agon.Node.Worker";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("agon.worker.runs", "{run}", "Runs that ended on this worker");

    public static ActivitySource Activities { get; } = new(Name);

    public static void Count(string outcome) => Runs.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
