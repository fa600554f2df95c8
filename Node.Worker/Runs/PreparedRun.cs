using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>What there is to run, now that everything is unpacked and read; an empty list means "nothing".</summary>
/// <param name="Submission">The submission's own commands.</param>
/// <param name="Ingestion">The ingestion program's.</param>
/// <param name="Scoring">The scoring program's.</param>
/// <param name="HasCode">Whether the submission holds something to run, of its own or for the ingestion program.</param>
internal sealed record PreparedRun(
    IReadOnlyList<string> Submission, IReadOnlyList<string> Ingestion, IReadOnlyList<string> Scoring, bool HasCode);

/// <summary>What came of preparing.</summary>
internal abstract record PrepareOutcome
{
    private PrepareOutcome()
    {
    }

    internal sealed record Ready(PreparedRun Run) : PrepareOutcome;

    internal sealed record Failed(RunFailure Failure) : PrepareOutcome;
}
