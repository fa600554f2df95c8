namespace Agon.Node.Features.Files.Zips;

/// <summary>How much an archive from a stranger may hold.</summary>
/// <param name="MaxEntries">Files and folders.</param>
/// <param name="MaxBytes">Unpacked, all together.</param>
internal sealed record ZipLimits(int MaxEntries, long MaxBytes)
{
    /// <summary>Unpacked : packed of one entry. Pure zeros reach 1030; beyond this only an archive made to hurt goes.</summary>
    public int MaxEntryRatio { get; init; } = 500;

    /// <summary>Small entries may shrink as they like, bytes.</summary>
    public long EntryRatioAppliesFrom { get; init; } = 16_000_000;

    /// <summary>Unpacked : packed of the whole.</summary>
    public int MaxRatio { get; init; } = 100;

    /// <summary>Small archives may shrink as they like, bytes.</summary>
    public long RatioAppliesFrom { get; init; } = 256_000_000;

    /// <summary>The longest path, in characters.</summary>
    public int MaxPathLength { get; init; } = 1000;
}
