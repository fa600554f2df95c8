using System.Buffers.Binary;

namespace Agon.Node.Features.Files.Zips;

/// <summary>The record at an archive's end that says where its directory is.</summary>
/// <param name="Entries">How many entries it claims.</param>
/// <param name="DirectoryStart">Where the directory begins.</param>
/// <param name="DirectoryBytes">How long it is.</param>
/// <param name="Shift">What offsets must be moved by: bytes put in front of the archive.</param>
/// <param name="IsSplit">Whether it is one of several volumes.</param>
/// <param name="IsAmbiguous">Whether it says two things, so that readers differ in what they find.</param>
internal sealed record ZipEnd(long Entries, long DirectoryStart, long DirectoryBytes, long Shift, bool IsSplit, bool IsAmbiguous)
{
    private const uint Signature = 0x06054b50, Zip64Signature = 0x06064b50, LocatorSignature = 0x07064b50;
    private const int Length = 22, LocatorLength = 20, Zip64Length = 56;

    public static async Task<ZipEnd?> FindAsync(Stream archive, CancellationToken ct)
    {
        var tail = new byte[(int)Math.Min(archive.Length, Length + ushort.MaxValue + LocatorLength)];
        var tailStart = archive.Length - tail.Length;
        archive.Position = tailStart;
        await archive.ReadExactlyAsync(tail, ct);

        for (var at = tail.Length - Length; at >= 0; at--)
        {
            if (UInt32(tail, at) == Signature && at + Length + UInt16(tail, at + 20) <= tail.Length)
            {
                return await ReadAsync(archive, tail, at, tailStart, ct);
            }
        }

        return null;
    }

    private static async Task<ZipEnd?> ReadAsync(Stream archive, byte[] tail, int at, long tailStart, CancellationToken ct)
    {
        long entries = UInt16(tail, at + 10), bytes = UInt32(tail, at + 12), offset = UInt32(tail, at + 16), end = tailStart + at;
        var (plainEntries, plainBytes, plainOffset, isAmbiguous) = (entries, bytes, offset, false);
        var isSplit = UInt16(tail, at + 4) is not (0 or ushort.MaxValue);
        if (at >= LocatorLength && UInt32(tail, at - LocatorLength) == LocatorSignature)
        {
            end = Int64(tail, at - LocatorLength + 8);
            var record = new byte[Zip64Length];
            if (end < 0 || end > archive.Length - Zip64Length)
            {
                return null;
            }

            archive.Position = end;
            await archive.ReadExactlyAsync(record, ct);
            if (UInt32(record, 0) != Zip64Signature)
            {
                return null;
            }

            (entries, bytes, offset) = (Int64(record, 32), Int64(record, 40), Int64(record, 48));

            // Other readers, the framework's among them, look here only if a number above is all ones, which says that it does not fit there.
            var isAsked = plainEntries == ushort.MaxValue || plainOffset == uint.MaxValue || UInt16(tail, at + 4) == ushort.MaxValue;
            isAmbiguous = !isAsked || !(plainEntries == ushort.MaxValue || plainEntries == entries)
                || !(plainBytes == uint.MaxValue || plainBytes == bytes) || !(plainOffset == uint.MaxValue || plainOffset == offset);
        }

        var start = end - bytes;
        return bytes < 0 || start < 0 || offset < 0 || offset > start || entries < 0
            ? null
            : new ZipEnd(entries, start, bytes, start - offset, isSplit, isAmbiguous);
    }

    private static ushort UInt16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint UInt32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static long Int64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
}
