namespace Agon.Node.Worker.Runs;

/// <summary>What an archive may hold.</summary>
/// <param name="Bytes">All files together, unpacked.</param>
internal sealed record ArchiveLimits(long Bytes)
{
    public int Files { get; init; } = WrittenTree.MaxFiles;

    /// <summary>The part of an archive that lists its entries, which must be read as a whole.</summary>
    public long ListingBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Unpacked bytes for each byte of the archive. Deflate can't honestly give more than 1032, and a prediction that is
    /// the same line a million times comes close; more means that entries overlap.
    /// </summary>
    public int Ratio { get; init; } = 1100;

    public const int MaxPathLength = 1000;

    public const int MaxNameBytes = 255;
}
