using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;
using Agon.Node.Features.Files;
using Agon.Node.Features.Runs;
using Microsoft.Extensions.Options;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading;

/// <summary>Reads bundles as a node does, without one.</summary>
internal sealed class BundleReader : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("agon-bundle-");

    /// <summary>What reading left on the disk.</summary>
    public IEnumerable<string> Leftovers => Directory.EnumerateFiles(_directory.FullName, "*", SearchOption.AllDirectories);

    public async Task<BundleReading> ReadAsync(byte[] bundle, BundleOptions? options = null)
    {
        var files = new DiskFileStore(_directory.FullName, TimeProvider.System);
        var read = new ReadBundle(files, Options.Create(options ?? new BundleOptions { MaxEntries = 50, MaxUnpackedBytes = 20_000_000 }), Options.Create(new RunOptions()));
        return await read.FromAsync(new MemoryStream(bundle), TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<BundleProblem>> ProblemsAsync(byte[] bundle) => await ReadAsync(bundle) switch
    {
        BundleReading.Readable(_, var warnings) => warnings,
        BundleReading.Unreadable(var problems) => problems,
        var other => throw new ShouldAssertException($"{other}"),
    };

    public void Dispose() => _directory.Delete(recursive: true);
}
