using System.Buffers.Binary;
using System.Text;

namespace Agon.Node.Features.Files.Zips;

/// <summary>
/// Reads the central directory of an archive (APPNOTE 6.3.10, §4.3), zip64 included. The framework's reader takes the whole directory
/// into memory and hides flags, modes and offsets; this one stops at the limits and shows them.
/// </summary>
internal sealed class ZipDirectory
{
    private const uint EntrySignature = 0x02014b50, LocalSignature = 0x04034b50;
    private const int EntryBytes = 46, LocalBytes = 30, EncryptedFlag = 1, Utf8Flag = 1 << 11;
    private const ushort Zip64Extra = 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Dos = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    public List<RawEntry> Entries { get; } = [];
    public List<ZipProblem> Problems { get; } = [];

    /// <summary>Where the directory begins: entries end before it.</summary>
    public long Start { get; private set; }

    public static async Task<ZipDirectory> ReadAsync(Stream archive, ZipLimits limits, CancellationToken ct)
    {
        var directory = new ZipDirectory();
        if (await ZipEnd.FindAsync(archive, ct) is not { } end)
        {
            directory.Problems.Add(ZipMessages.NotAZip());
        }
        else if (end.IsSplit)
        {
            directory.Problems.Add(ZipMessages.Split());
        }
        else if (end.IsAmbiguous)
        {
            directory.Problems.Add(ZipMessages.Damaged(null));
        }
        else if (end.Entries > limits.MaxEntries)
        {
            directory.Problems.Add(ZipMessages.TooManyEntries(limits.MaxEntries));
        }
        else
        {
            directory.Start = end.DirectoryStart;
            await directory.ReadEntriesAsync(archive, end, limits, ct);
        }

        return directory;
    }

    /// <summary>Where an entry's packed bytes begin.</summary>
    public static async Task<long> FindDataAsync(Stream archive, ZipEntry entry, CancellationToken ct)
    {
        // Where an archive says that its files are is checked, but what it says may be beyond all streams.
        if (entry.Offset < 0 || entry.Offset > archive.Length - LocalBytes)
        {
            throw new ZipDamagedException(entry.Path);
        }

        var header = new byte[LocalBytes];
        archive.Position = entry.Offset;
        if (await archive.ReadAtLeastAsync(header, LocalBytes, throwOnEndOfStream: false, ct) < LocalBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalSignature)
        {
            throw new ZipDamagedException(entry.Path);
        }

        return entry.Offset + LocalBytes + UInt16(header, 26) + UInt16(header, 28);
    }

    private async Task ReadEntriesAsync(Stream archive, ZipEnd end, ZipLimits limits, CancellationToken ct)
    {
        archive.Position = end.DirectoryStart;
        var left = end.DirectoryBytes;
        var header = new byte[EntryBytes];
        var variable = new byte[3 * ushort.MaxValue];
        while (left >= EntryBytes && Entries.Count <= limits.MaxEntries)
        {
            if (await archive.ReadAtLeastAsync(header, EntryBytes, throwOnEndOfStream: false, ct) < EntryBytes
                || BinaryPrimitives.ReadUInt32LittleEndian(header) != EntrySignature)
            {
                break;
            }

            int name = UInt16(header, 28), extra = UInt16(header, 30), comment = UInt16(header, 32);
            var length = name + extra + comment;
            if (await archive.ReadAtLeastAsync(variable.AsMemory(0, length), length, throwOnEndOfStream: false, ct) < length)
            {
                break;
            }

            Entries.Add(Entry(header, variable.AsSpan(0, name), variable.AsSpan(name, extra), end.Shift));
            left -= EntryBytes + length;
        }

        if (Entries.Count > limits.MaxEntries)
        {
            Problems.Add(ZipMessages.TooManyEntries(limits.MaxEntries));
            Entries.Clear();
        }
        else if (Entries.Count != end.Entries)
        {
            Problems.Add(ZipMessages.Damaged(null));
        }
    }

    private static RawEntry Entry(byte[] header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra, long shift)
    {
        var flags = UInt16(header, 8);
        long packed = UInt32(header, 20), bytes = UInt32(header, 24), offset = UInt32(header, 42);
        ReadZip64(extra, ref bytes, ref packed, ref offset);
        var raw = WithoutDot(Decode(name, (flags & Utf8Flag) != 0), out var isRoot);
        var attributes = UInt32(header, 38);
        // DOS attribute 16 marks a folder, for writers that leave the slash out.
        var isFolder = isRoot || raw.EndsWith('/') || (attributes & 16) != 0;
        var entry = new ZipEntry(
            raw.TrimEnd('/'), isFolder, bytes, packed, UInt32(header, 16), UInt16(header, 10), (int)(attributes >> 16), offset + shift);
        return new RawEntry(entry, raw, (flags & EncryptedFlag) != 0);
    }

    private static void ReadZip64(ReadOnlySpan<byte> extra, ref long bytes, ref long packed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            var field = extra.Slice(4, length);
            if (id == Zip64Extra)
            {
                Take(ref field, ref bytes);
                Take(ref field, ref packed);
                Take(ref field, ref offset);
                return;
            }

            extra = extra[(4 + length)..];
        }
    }

    // Present only for values that are all ones in the header, in this order.
    private static void Take(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value == uint.MaxValue && field.Length >= 8)
        {
            value = BinaryPrimitives.ReadInt64LittleEndian(field);
            field = field[8..];
        }
    }

    // Many writers store UTF-8 without saying so; what isn't UTF-8 is in the code page of the format's origin.
    private static string Decode(ReadOnlySpan<byte> name, bool isUtf8)
    {
        try
        {
            return StrictUtf8.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            return isUtf8 ? Encoding.UTF8.GetString(name) : Dos.GetString(name);
        }
    }

    // Some writers name everything "./…", and the root "./".
    private static string WithoutDot(string name, out bool isRoot)
    {
        var rest = name;
        while (rest.StartsWith("./", StringComparison.Ordinal))
        {
            rest = rest[2..];
        }

        isRoot = rest.Length == 0 && name.Length > 0;
        return rest;
    }

    private static ushort UInt16(byte[] header, int at) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));

    private static uint UInt32(byte[] header, int at) => BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(at));
}

/// <summary>An entry before it is checked.</summary>
internal sealed record RawEntry(ZipEntry Entry, string RawName, bool IsEncrypted);
