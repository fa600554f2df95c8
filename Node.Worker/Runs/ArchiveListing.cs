using System.Buffers.Binary;

namespace Agon.Node.Worker.Runs;

/// <summary>
/// Reads the last record of a zip before anything else does: how many entries it claims, and how large their listing is.
/// The framework reads a listing whole, so a file that is nothing but listing would fill the memory first.
/// </summary>
internal static class ArchiveListing
{
    private const int EndLength = 22;
    private const int MaxCommentLength = ushort.MaxValue;
    private const int Zip64LocatorLength = 20;
    private const int Zip64EndLength = 56;
    private const ushort Masked16 = ushort.MaxValue;
    private const uint Masked32 = uint.MaxValue;

    /// <summary>Why the archive is refused, as a clause; null when its listing is bounded.</summary>
    public static async Task<string?> RefuseAsync(Stream zip, ArchiveLimits limits, CancellationToken ct)
    {
        const string Broken = "it is not a complete zip file; make it and send it again";
        const string Ambiguous = "it has two tables of contents that contradict each other; make it with an ordinary zip program";

        var tail = new byte[(int)Math.Min(zip.Length, EndLength + MaxCommentLength + Zip64LocatorLength)];
        zip.Position = zip.Length - tail.Length;
        await zip.ReadExactlyAsync(tail, ct);

        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndLength)
        {
            return Broken;
        }

        long count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        var locator = end - Zip64LocatorLength;
        if (locator >= 0 && tail.AsSpan(locator).StartsWith("PK\u0006\u0007"u8))
        {
            // The framework follows the locator only when one of these says "look there"; whoever reads another listing is deceived.
            var (isCountMasked, isOffsetMasked) = (count == Masked16, offset == Masked32);
            if (!isCountMasked && !isOffsetMasked && BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 4)) != Masked16)
            {
                return Ambiguous;
            }

            var large = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8));
            var record = new byte[Zip64EndLength];
            if (large < 0 || large > zip.Length - record.Length)
            {
                return Broken;
            }

            zip.Position = large;
            await zip.ReadExactlyAsync(record, ct);
            if (!record.AsSpan().StartsWith("PK\u0006\u0006"u8))
            {
                return Broken;
            }

            var (shortCount, shortOffset) = (count, offset);
            count = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32));
            offset = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48));
            if ((!isCountMasked && shortCount != count) || (!isOffsetMasked && shortOffset != offset))
            {
                return Ambiguous;
            }
        }

        if (count < 0 || offset < 0 || offset > zip.Length)
        {
            return Broken;
        }

        if (count > limits.Files)
        {
            return $"it holds {count} entries; {limits.Files} are allowed";
        }

        return zip.Length - offset > limits.ListingBytes ? $"its listing is larger than {limits.ListingBytes} bytes" : null;
    }
}
