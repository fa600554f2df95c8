using System.Text;

namespace Agon.Node.Worker.Runs;

/// <summary>Judges and cleans the names inside an archive.</summary>
internal static class ArchiveEntryName
{
    /// <summary>The safe relative path, or null with the reason as a clause.</summary>
    public static string? Clean(string name, out string reason)
    {
        // Some Windows programs write backslashes although the format says slashes.
        var path = name.Replace('\\', '/');
        reason = path switch
        {
            "" => "it has no name",
            { Length: > ArchiveLimits.MaxPathLength } => "its name is too long",
            ['/', ..] => "its name begins at the root of the disk",
            [_, ':', ..] when char.IsAsciiLetter(path[0]) => "its name begins with a drive",
            _ when path.Any(char.IsControl) => "its name has control characters in it",
            _ => "",
        };
        if (reason.Length > 0)
        {
            return null;
        }

        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".")];
        reason = parts switch
        {
            [] => "it has no name",
            _ when parts.Contains("..") => "its name leads out of the archive",
            _ when parts.Any(part => Encoding.UTF8.GetByteCount(part) > ArchiveLimits.MaxNameBytes) => "its name is too long",
            _ => "",
        };
        return reason.Length > 0 ? null : string.Join('/', parts);
    }

    /// <summary>Whether an entry is only what a desktop system adds to archives.</summary>
    public static bool IsClutter(string path) =>
        path == "__MACOSX" || path.StartsWith("__MACOSX/", StringComparison.Ordinal) || path.Split('/')[^1] == ".DS_Store";

    /// <summary>A harmless name for a file that is kept as it came.</summary>
    public static string ForFile(string uploaded)
    {
        var last = uploaded.Replace('\\', '/').Split('/')[^1];
        var clean = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            var next = Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_' or ' ' ? rune.ToString() : "_";
            if (Encoding.UTF8.GetByteCount(clean.ToString()) + Encoding.UTF8.GetByteCount(next) > ArchiveLimits.MaxNameBytes)
            {
                break;
            }

            clean.Append(next);
        }

        var name = clean.ToString().Trim();
        return name.Trim('.') is "" ? "file" : name;
    }
}
