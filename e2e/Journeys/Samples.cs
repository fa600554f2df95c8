using System.Diagnostics;
using System.IO.Compression;

namespace Agon.Journeys;

/// <summary>The sample competition and its submissions, packed as the documentation says, and zips made on the spot.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(Tree.Root, "ops", "samples");
    private static readonly string Packed = Directory.CreateTempSubdirectory("agon-samples-").FullName;

    /// <summary>The sample's bundle with phase <paramref name="open"/> (1: results, 2: code) open today.</summary>
    public static Task<string> BundleAsync(int open, string title) => PackAsync(Path.Combine("birdsong", "bundle"), "--open", $"{open}", "--title", title);

    /// <summary>A sample submission by its folder's name.</summary>
    public static Task<string> SubmissionAsync(string name) => PackAsync(Path.Combine("birdsong", "submissions", name));

    /// <summary>A zip with the given files.</summary>
    public static async Task<byte[]> ZipAsync(params (string Name, string Content)[] files)
    {
        using var memory = new MemoryStream();
        await using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                await using var entry = await zip.CreateEntry(name).OpenAsync();
                await using var writer = new StreamWriter(entry);
                await writer.WriteAsync(content);
            }
        }

        return memory.ToArray();
    }

    /// <summary>A code submission that is still at work when a test does something to its surroundings.</summary>
    public static Task<byte[]> SlowCodeAsync(int seconds) => ZipAsync(("model.py", $$"""
        import time
        from collections import Counter

        class Model:
            def fit(self, features, labels):
                print("learning for {{seconds}} seconds", flush=True)
                time.sleep({{seconds}})
                self.label = Counter(labels).most_common(1)[0][0]

            def predict(self, features):
                return [self.label for _ in features]
        """));

    private static async Task<string> PackAsync(string directory, params string[] options)
    {
        var zip = Path.Combine(Packed, $"{Guid.CreateVersion7()}.zip");
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Folder, "pack"), [Path.Combine(Folder, directory), zip, .. options]))!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return zip;
    }
}
