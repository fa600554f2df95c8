namespace Agon.Node.Features.Files.Zips;

/// <summary>One line of an archive's directory.</summary>
/// <param name="Path">With forward slashes; a folder's has none at its end.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Bytes">Unpacked, as declared; reading stops there.</param>
/// <param name="PackedBytes">As they lie in the archive.</param>
/// <param name="Crc32">Checksum of the unpacked bytes.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="UnixMode">File type and permissions, 0 if the archive has none.</param>
/// <param name="Offset">Where its local header begins.</param>
internal sealed record ZipEntry(
    string Path, bool IsFolder, long Bytes, long PackedBytes, uint Crc32, int Method, int UnixMode, long Offset)
{
    public const int Stored = 0, Deflated = 8;

    /// <summary>The path's last part.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Whether its owner may execute it.</summary>
    public bool IsExecutable => (UnixMode & 0b001_000_000) != 0;
}
