namespace Agon.Node.Features.Files.Zips;

/// <summary>Tells that an entry's bytes are not what the archive's directory says.</summary>
internal sealed class ZipDamagedException(string path) : IOException($"The archive is damaged at {path}.")
{
    public string Path { get; } = path;
}
