using System.Text;

namespace Agon.Node.Features.Files.Zips;

/// <summary>Applies the limits and the rules for names and kinds to an archive's directory, collecting everything that breaks them.</summary>
internal sealed class ZipCheck(ZipLimits limits)
{
    /// <summary>More of the same kind say nothing new.</summary>
    private const int MaxProblemsOfAKind = 20;

    private const int TypeMask = 0xF000, RegularFile = 0x8000, Folder = 0x4000, Link = 0xA000;
    private const int MaxSegmentBytes = 255, LocalHeaderBytes = 30;

    private readonly Dictionary<ZipProblemCode, int> _counts = [];

    public List<ZipProblem> Problems { get; } = [];
    public List<ZipEntry> Sound { get; } = [];

    public void Check(ZipDirectory directory, long archiveBytes)
    {
        foreach (var raw in directory.Entries)
        {
            if (raw is { RawName: "", Entry.IsFolder: true })
            {
                // "./": the root itself.
            }
            else if (ProblemOf(raw) is { } problem)
            {
                Add(problem);
            }
            else
            {
                Sound.Add(raw.Entry);
            }
        }

        CheckTotals(directory, archiveBytes);
        CheckOverlaps(directory);
        CheckNames();
    }

    private ZipProblem? ProblemOf(RawEntry raw)
    {
        var entry = raw.Entry;
        return NameProblem(raw.RawName) is { } code ? ZipMessages.Name(code, Printable(raw.RawName), limits.MaxPathLength)
            : (entry.UnixMode & TypeMask) == Link ? ZipMessages.Link(entry.Path)
            : (entry.UnixMode & TypeMask) is not (0 or RegularFile or Folder) ? ZipMessages.SpecialFile(entry.Path)
            : raw.IsEncrypted ? ZipMessages.Encrypted(entry.Path)
            : entry.Method is not (ZipEntry.Stored or ZipEntry.Deflated) ? ZipMessages.UnknownMethod(entry.Path, entry.Method)
            : entry.Bytes < 0 || entry.PackedBytes < 0 || (entry.IsFolder && entry.Bytes > 0) ? ZipMessages.Damaged(entry.Path)
            : entry.Bytes > limits.EntryRatioAppliesFrom && entry.Bytes / Math.Max(1, entry.PackedBytes) > limits.MaxEntryRatio
                ? ZipMessages.RatioTooHigh(entry.Path, limits.MaxEntryRatio)
            : null;
    }

    private ZipProblemCode? NameProblem(string name)
    {
        if (name.Any(c => IsUnprintable(c) || char.IsSurrogate(c) && !IsPaired(name)))
        {
            return ZipProblemCode.ControlCharacter;
        }

        if (name.Contains('\\', StringComparison.Ordinal))
        {
            return ZipProblemCode.Backslash;
        }

        if (name.StartsWith('/'))
        {
            return ZipProblemCode.AbsolutePath;
        }

        if (name.Length >= 2 && name[1] == ':' && char.IsAsciiLetter(name[0]))
        {
            return ZipProblemCode.DriveLetter;
        }

        var segments = name.TrimEnd('/').Split('/');
        return segments.Contains("..") ? ZipProblemCode.Escape
            : segments.Any(s => s.Length == 0 || s == ".") ? ZipProblemCode.EmptyName
            : name.Length > limits.MaxPathLength || segments.Any(s => Encoding.UTF8.GetByteCount(s) > MaxSegmentBytes) ? ZipProblemCode.PathTooLong
            : null;
    }

    private void CheckTotals(ZipDirectory directory, long archiveBytes)
    {
        // Each addend is at most long.MaxValue and not negative, so a decimal can't overflow.
        var total = directory.Entries.Sum(e => (decimal)Math.Max(0, e.Entry.Bytes));
        if (total > limits.MaxBytes)
        {
            Add(ZipMessages.TooLarge(limits.MaxBytes));
        }
        else if (total > limits.RatioAppliesFrom && total / Math.Max(1, archiveBytes) > limits.MaxRatio)
        {
            Add(ZipMessages.RatioTooHigh(null, limits.MaxRatio));
        }
    }

    // Entries that share bytes make small archives unpack to huge ones at an innocent ratio each.
    private void CheckOverlaps(ZipDirectory directory)
    {
        long end = 0;
        foreach (var entry in directory.Entries.Select(e => e.Entry).OrderBy(e => e.Offset))
        {
            if (entry.Offset < end || entry.Offset >= directory.Start || entry.PackedBytes > directory.Start - entry.Offset)
            {
                Add(entry.Offset < end ? ZipMessages.Overlap(Printable(entry.Path)) : ZipMessages.Damaged(Printable(entry.Path)));
            }

            end = Math.Max(end, entry.Offset + LocalHeaderBytes + Math.Clamp(entry.PackedBytes, 0, directory.Start));
        }
    }

    private void CheckNames()
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        var spellings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Sound)
        {
            if (entry.IsFolder)
            {
                folders.Add(entry.Path);
            }
            else if (!files.Add(entry.Path))
            {
                Add(ZipMessages.Duplicate(entry.Path));
            }
            else if (!spellings.TryAdd(entry.Path.Normalize(), entry.Path))
            {
                Add(ZipMessages.CaseCollision(entry.Path, spellings[entry.Path.Normalize()]));
            }

            for (var slash = entry.Path.LastIndexOf('/'); slash > 0 && folders.Add(entry.Path[..slash]);)
            {
                slash = entry.Path.LastIndexOf('/', slash - 1);
            }
        }

        foreach (var path in files.Where(folders.Contains))
        {
            Add(ZipMessages.FileAndFolder(path));
        }
    }

    private void Add(ZipProblem problem)
    {
        var count = _counts[problem.Code] = _counts.GetValueOrDefault(problem.Code) + 1;
        if (count <= MaxProblemsOfAKind)
        {
            Problems.Add(problem);
        }
    }

    private static bool IsPaired(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogate(name[i]) && !(i + 1 < name.Length && char.IsSurrogatePair(name[i], name[++i])))
            {
                return false;
            }
        }

        return true;
    }

    // Signs that turn the direction of writing make a name look like another one.
    private static bool IsUnprintable(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    // A hostile name is shown, but it neither breaks lines nor fills the page.
    private static string Printable(string name)
    {
        var clean = new string([.. name.Select(c => IsUnprintable(c) || char.IsSurrogate(c) ? '�' : c)]);
        return clean.Length <= 120 ? clean : $"{clean[..117]}…";
    }
}
