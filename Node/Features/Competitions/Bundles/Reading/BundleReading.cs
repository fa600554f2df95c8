using Agon.Node.Features.Files.Zips;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>What became of a bundle that was read.</summary>
internal abstract record BundleReading
{
    private BundleReading()
    {
    }

    /// <summary>It can become a competition; there may be warnings, and notes after them.</summary>
    public sealed record Readable(BundleContent Content, IReadOnlyList<BundleProblem> Warnings) : BundleReading;

    /// <summary>It has to be mended first.</summary>
    public sealed record Unreadable(IReadOnlyList<BundleProblem> Problems) : BundleReading;
}

/// <summary>A checked bundle: what it says, its texts, and where its files are.</summary>
internal sealed record BundleContent(BundleManifest Manifest, IReadOnlyDictionary<string, string> Texts, BundleTree Tree, ZipFile Zip);
