using System.Buffers;
using System.IO.Compression;

namespace Agon.Node.Worker.Runs;

/// <summary>What became of an archive.</summary>
internal abstract record UnpackOutcome
{
    private UnpackOutcome()
    {
    }

    internal sealed record Unpacked(int Files, long Bytes) : UnpackOutcome;

    /// <summary>It can't or must not be unpacked; the reason is a clause that follows the archive's name.</summary>
    internal sealed record Refused(string Reason) : UnpackOutcome;
}

/// <summary>Unpacks a zip nobody vouches for into an empty directory; a file that is no zip is placed there as it is.</summary>
internal sealed class ArchiveUnpacker(ArchiveLimits limits)
{
    private const UnixFileMode PlainFile =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    // Zips by construction that programs expect to find as one file.
    private static readonly HashSet<string> ZipsOfTheirOwn = new(StringComparer.OrdinalIgnoreCase)
    {
        ".npz", ".xlsx", ".docx", ".pptx", ".ods", ".odt", ".jar", ".whl", ".keras", ".pt", ".pth",
    };

    public async Task<UnpackOutcome> UnpackAsync(FileStream source, string fileName, string target, CancellationToken ct)
    {
        var extension = Path.GetExtension(fileName);
        var magic = new byte[4];
        var read = await source.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, ct);
        var looksLikeZip = read == 4 && magic is [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6];
        source.Position = 0;

        if (!looksLikeZip && extension.Equals(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return new UnpackOutcome.Refused("it is called a zip but is not one; make the zip again");
        }

        if (!looksLikeZip || ZipsOfTheirOwn.Contains(extension))
        {
            return await PlaceAsync(source, fileName, target, ct);
        }

        if (await ArchiveListing.RefuseAsync(source, limits, ct) is { } reason)
        {
            return new UnpackOutcome.Refused(reason);
        }

        source.Position = 0;
        try
        {
            await using var zip = await ZipArchive.CreateAsync(source, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, ct);
            return await UnpackAsync(zip, source.Length, target, ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            return new UnpackOutcome.Refused($"it can't be read as a zip ({PlainText.OneLine(broken.Message)})");
        }
    }

    private async Task<UnpackOutcome> PlaceAsync(FileStream source, string fileName, string target, CancellationToken ct)
    {
        if (source.Length > limits.Bytes)
        {
            return TooLarge();
        }

        var path = Path.Combine(target, ArchiveEntryName.ForFile(fileName));
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            await source.CopyToAsync(file, ct);
        }

        File.SetUnixFileMode(path, PlainFile);
        return new UnpackOutcome.Unpacked(1, source.Length);
    }

    private async Task<UnpackOutcome> UnpackAsync(ZipArchive zip, long archiveBytes, string target, CancellationToken ct)
    {
        var bytes = 0L;
        var files = 0;
        var allowed = Math.Min(limits.Bytes, archiveBytes * limits.Ratio);
        if (zip.Entries.Count > limits.Files)
        {
            return new UnpackOutcome.Refused($"it holds {zip.Entries.Count} entries; {limits.Files} are allowed");
        }

        foreach (var entry in zip.Entries)
        {
            if (ArchiveEntryName.Clean(entry.FullName, out var reason) is not { } path || Refuse(entry, out reason))
            {
                return new UnpackOutcome.Refused($"the entry '{PlainText.OneLine(entry.FullName)}' can't be unpacked: {reason}");
            }

            if (ArchiveEntryName.IsClutter(path))
            {
                continue;
            }

            var place = Path.Combine(target, path);
            var isDirectory = IsDirectory(entry);
            if (!TryMakeDirectory(target, isDirectory ? place : Path.GetDirectoryName(place)!) || (!isDirectory && Directory.Exists(place)))
            {
                return new UnpackOutcome.Refused($"'{PlainText.OneLine(entry.FullName)}' is both a file and a directory in it");
            }

            if (isDirectory)
            {
                continue;
            }

            var written = await WriteAsync(entry, place, allowed - bytes, ct);
            if (written < 0)
            {
                return allowed < limits.Bytes ? new UnpackOutcome.Refused($"it unpacks to more than {limits.Ratio} times its size, as a zip bomb does") : TooLarge();
            }

            bytes += written;
            files++;
        }

        return new UnpackOutcome.Unpacked(files, bytes);
    }

    private UnpackOutcome.Refused TooLarge() => new($"it needs more than the {limits.Bytes} bytes allowed when unpacked");

    private static bool IsDirectory(ZipArchiveEntry entry) => entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\');

    private static bool Refuse(ZipArchiveEntry entry, out string reason)
    {
        reason = (entry.ExternalAttributes >> 16 & 0xf000) switch
        {
            _ when entry.IsEncrypted => "it is encrypted; make the zip without a password",
            0 or 0x8000 or 0x4000 => "",
            0xa000 => "it is a link; replace it by the file itself",
            _ => "it is neither a file nor a directory",
        };
        return reason.Length > 0;
    }

    /// <summary>Makes a directory that containers can look into, whatever the process's mask; false when a file is in the way.</summary>
    private static bool TryMakeDirectory(string target, string path)
    {
        var missing = new Stack<string>();
        for (; path.Length > target.Length && !Directory.Exists(path); path = Path.GetDirectoryName(path)!)
        {
            if (File.Exists(path))
            {
                return false;
            }

            missing.Push(path);
        }

        foreach (var next in missing)
        {
            Directory.CreateDirectory(next);
            File.SetUnixFileMode(next, PlainFile | Executable);
        }

        return true;
    }

    /// <summary>Writes one entry; gives its size, or -1 when it is larger than the room left or than it claims.</summary>
    private static async Task<long> WriteAsync(ZipArchiveEntry entry, string place, long room, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            var written = 0L;
            var checksum = new Checksum();
            await using var packed = await entry.OpenAsync(ct);
            await using (var file = new FileStream(place, FileMode.Create, FileAccess.Write))
            {
                int read;
                while ((read = await packed.ReadAsync(buffer, ct)) > 0)
                {
                    written += read;
                    if (written > room)
                    {
                        return -1;
                    }

                    checksum.Add(buffer.AsSpan(0, read));
                    await file.WriteAsync(buffer.AsMemory(0, read), ct);
                }
            }

            if (written != entry.Length || checksum.Value != entry.Crc32)
            {
                throw new InvalidDataException($"'{entry.FullName}' is damaged or cut off");
            }

            var isExecutable = ((UnixFileMode)(entry.ExternalAttributes >> 16) & UnixFileMode.UserExecute) != 0;
            File.SetUnixFileMode(place, isExecutable ? PlainFile | Executable : PlainFile);
            return written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
