namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>How an attempt to import a bundle ended.</summary>
internal abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>There is a draft competition.</summary>
    public sealed record Imported(string Slug, IReadOnlyList<BundleProblem> Warnings) : ImportOutcome;

    /// <summary>The bundle has to be mended; the problems are kept with the import.</summary>
    public sealed record Refused(IReadOnlyList<BundleProblem> Problems) : ImportOutcome;

    /// <summary>It is over already, or another process began a newer attempt.</summary>
    public sealed record NotOurs : ImportOutcome;
}
