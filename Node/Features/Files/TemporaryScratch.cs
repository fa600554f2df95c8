namespace Agon.Node.Features.Files;

/// <summary>In the machine's directory of temporary files: for verbs that need no node.</summary>
internal sealed class TemporaryScratch : IScratch
{
    public Stream OpenScratch() => new FileStream(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 64 * 1024,
        FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
