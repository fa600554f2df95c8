namespace Agon.Node.Features.Files.Zips;

/// <summary>
/// An archive from a stranger, read in place: its directory was checked under limits, and entries are unpacked only as streams that
/// end at their declared size and verify their checksum. Nothing is ever written to a path the archive names.
/// </summary>
internal sealed class ZipFile
{
    private readonly Stream _archive;

    private ZipFile(Stream archive, IReadOnlyList<ZipEntry> entries, IReadOnlyList<ZipProblem> problems) =>
        (_archive, Entries, Problems) = (archive, entries, problems);

    /// <summary>What can be read, in the archive's order, without what <see cref="Problems"/> complains about.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>All that is wrong with the archive.</summary>
    public IReadOnlyList<ZipProblem> Problems { get; }

    public bool IsUsable => Problems.All(p => p.IsWarning);

    /// <summary>Reads an archive's directory. The stream stays the caller's; entries are read from it one after the other.</summary>
    public static async Task<ZipFile> ReadAsync(Stream archive, ZipLimits limits, CancellationToken ct)
    {
        var directory = await ZipDirectory.ReadAsync(archive, limits, ct);
        var check = new ZipCheck(limits);
        check.Check(directory, archive.Length);
        return new ZipFile(archive, check.Sound, [.. directory.Problems, .. check.Problems]);
    }

    /// <summary>Unpacks one file; wrong bytes surface as <see cref="ZipDamagedException"/> while reading.</summary>
    public async Task<Stream> OpenAsync(ZipEntry entry, CancellationToken ct)
    {
        var start = await ZipDirectory.FindDataAsync(_archive, entry, ct);
        return new ZipEntryStream(_archive, start, entry);
    }
}
