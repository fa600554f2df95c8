using System.ComponentModel.DataAnnotations;

namespace Agon.Federation.Contracts.Runs;

/// <summary>
/// Asks a node for a run: the body of <c>POST /api/worker/leases</c>. The node answers 200 with a <see cref="Lease"/>,
/// or 204 when nothing could be offered within <see cref="WaitSeconds"/>.
/// </summary>
public sealed record LeaseRequest
{
    /// <summary>The longest wait a node grants, in seconds.</summary>
    public const int MaxWaitSeconds = 30;

    /// <summary>The longest worker name, in characters.</summary>
    public const int WorkerMaxLength = 100;

    /// <summary>The worker's name as people will read it on the run page, for instance <c>gpu-2</c>.</summary>
    [Required, StringLength(WorkerMaxLength, MinimumLength = 1)]
    public required string Worker { get; init; }

    /// <summary>The version of the worker program.</summary>
    [Required, StringLength(50, MinimumLength = 1)]
    public required string Version { get; init; }

    /// <summary>How long the node may hold the request open, in seconds, 0 to <see cref="MaxWaitSeconds"/>.</summary>
    [Range(0, MaxWaitSeconds)]
    public int WaitSeconds { get; init; }
}
