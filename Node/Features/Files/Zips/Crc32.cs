using System.Buffers.Binary;

namespace Agon.Node.Features.Files.Zips;

/// <summary>Computes the checksum of zip entries (ISO 3309, reflected polynomial EDB88320), four bytes at a step.</summary>
internal static class Crc32
{
    public const uint Start = uint.MaxValue;
    private static readonly uint[] Table = MakeTable();

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var table = Table;
        while (bytes.Length >= 4)
        {
            crc ^= BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = table[768 + (crc & 0xFF)] ^ table[512 + ((crc >> 8) & 0xFF)] ^ table[256 + ((crc >> 16) & 0xFF)] ^ table[crc >> 24];
            bytes = bytes[4..];
        }

        foreach (var b in bytes)
        {
            crc = table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    public static uint End(uint crc) => ~crc;

    private static uint[] MakeTable()
    {
        var table = new uint[4 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            table[i] = value;
        }

        for (var i = 256; i < table.Length; i++)
        {
            var previous = table[i - 256];
            table[i] = table[previous & 0xFF] ^ (previous >> 8);
        }

        return table;
    }
}
