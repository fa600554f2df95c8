using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Agon.Node.Features.Files.Zips;

namespace Agon.Node.Tests.Features.Files.Zips;

/// <summary>Writes archives byte by byte, honest or not.</summary>
internal sealed class ZipBytes
{
    private readonly List<byte> _content = [];
    private readonly List<byte> _directory = [];
    private int _entries;

    public const int RegularFile = 0x81A4, Executable = 0x81ED, Link = 0xA1FF, Device = 0x61B0, Pipe = 0x11B0;

    public static byte[] Of(params (string Path, string Content)[] files) =>
        files.Aggregate(new ZipBytes(), (zip, file) => zip.Add(file.Path, file.Content)).ToArray();

    public ZipBytes Add(string path, string content, int mode = RegularFile) => Add(path, Encoding.UTF8.GetBytes(content), mode);

    public ZipBytes Add(string path, byte[] content, int mode = RegularFile) => AddRaw(Encoding.UTF8.GetBytes(path), content, mode);

    /// <param name="name">The name's bytes.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="mode">Unix file type and permissions.</param>
    /// <param name="flags">General purpose flags.</param>
    /// <param name="method">The method declared; only 8 is deflated here.</param>
    /// <param name="declaredBytes">The size declared, if it is a lie.</param>
    /// <param name="declaredCrc">The checksum declared, if it is a lie.</param>
    /// <param name="declaredOffset">Where the entry is said to be, if it is a lie.</param>
    public ZipBytes AddRaw(
        byte[] name, byte[] content, int mode = RegularFile, ushort flags = 0, ushort method = ZipEntry.Deflated,
        uint? declaredBytes = null, uint? declaredCrc = null, uint? declaredOffset = null)
    {
        var packed = method == ZipEntry.Deflated ? Deflate(content) : content;
        var crc = declaredCrc ?? Crc32.End(Crc32.Append(Crc32.Start, content));
        var bytes = declaredBytes ?? (uint)content.Length;
        var offset = declaredOffset ?? (uint)_content.Count;

        Write(_content, 0x04034b50u, (ushort)20, flags, method, 0u, crc, (uint)packed.Length, bytes, (ushort)name.Length, (ushort)0);
        _content.AddRange(name);
        _content.AddRange(packed);
        Write(_directory, 0x02014b50u, (ushort)0x0314, (ushort)20, flags, method, 0u, crc, (uint)packed.Length, bytes, (ushort)name.Length,
            (ushort)0, (ushort)0, (ushort)0, (ushort)0, (uint)mode << 16, offset);
        _directory.AddRange(name);
        _entries++;
        return this;
    }

    public byte[] ToArray(ushort? declaredEntries = null, ushort disk = 0)
    {
        List<byte> zip = [.. _content, .. _directory];
        var entries = declaredEntries ?? (ushort)_entries;
        Write(zip, 0x06054b50u, disk, (ushort)0, entries, entries, (uint)_directory.Count, (uint)_content.Count, (ushort)0);
        return [.. zip];
    }

    /// <summary>With a zip64 record and its locator before the end.</summary>
    /// <param name="plain">What the ordinary end says of entries, directory bytes and start; all ones send readers to the record.</param>
    /// <param name="directory">The directory the record leads to; null: the real one.</param>
    public byte[] ToZip64Array((ushort Entries, uint Bytes, uint Start) plain, ZipBytes? directory = null)
    {
        List<byte> zip = [.. _content, .. _directory];
        var (start, bytes, entries) = ((ulong)_content.Count, (ulong)_directory.Count, (ulong)_entries);
        if (directory is not null)
        {
            (start, bytes, entries) = ((ulong)zip.Count, (ulong)directory._directory.Count, (ulong)directory._entries);
            zip.AddRange(directory._directory);
        }

        var record = (ulong)zip.Count;
        Write(zip, 0x06064b50u, 44ul, (ushort)45, (ushort)45, 0u, 0u, entries, entries, bytes, start);
        Write(zip, 0x07064b50u, 0u, record, 1u);
        Write(zip, 0x06054b50u, (ushort)0, (ushort)0, plain.Entries, plain.Entries, plain.Bytes, plain.Start, (ushort)0);
        return [.. zip];
    }

    /// <summary>What an ordinary end says of this archive.</summary>
    public (ushort Entries, uint Bytes, uint Start) End => ((ushort)_entries, (uint)_directory.Count, (uint)_content.Count);

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }

    private static void Write(List<byte> target, params object[] fields)
    {
        Span<byte> bytes = stackalloc byte[8];
        foreach (var field in fields)
        {
            switch (field)
            {
                case ushort value:
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
                    target.AddRange(bytes[..2]);
                    break;
                case uint value:
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
                    target.AddRange(bytes[..4]);
                    break;
                case ulong value:
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
                    target.AddRange(bytes);
                    break;
            }
        }
    }
}
