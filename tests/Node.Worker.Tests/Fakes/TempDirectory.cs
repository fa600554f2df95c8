using Agon.Node.Worker.Runs;

namespace Agon.Node.Worker.Tests.Fakes;

/// <summary>A directory for one test, gone after it.</summary>
internal sealed class TempDirectory : IAsyncDisposable
{
    public TempDirectory() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"agon-worker-{Guid.CreateVersion7():N}");

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], content);
        return this[name];
    }

    public string Make(string name) => Directory.CreateDirectory(this[name]).FullName;

    /// <summary>Every file below, by its relative path.</summary>
    public IReadOnlyList<string> Files(string below = "") =>
        [.. Directory.EnumerateFiles(this[below], "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(this[below], file)).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync() => await DirectoryRemoval.RemoveAsync(Path, CancellationToken.None);
}
