using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>How a worker's call about its lease ended.</summary>
internal abstract record LeaseOutcome
{
    private LeaseOutcome()
    {
    }

    public sealed record Renewed(LeaseRenewed Answer) : LeaseOutcome;

    public sealed record Accepted : LeaseOutcome;

    /// <summary>The run is somebody else's by now, or over, or never was.</summary>
    public sealed record Lost : LeaseOutcome;
}
