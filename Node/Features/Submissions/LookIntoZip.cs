using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;
using Agon.Node.Features.Runs;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Submissions;

/// <summary>Looks at a received zip before it counts: whether it can be unpacked, and what about it often goes wrong.</summary>
internal sealed class LookIntoZip(IFileStore files, IOptions<SubmissionOptions> options, IOptions<RunOptions> runs)
{
    // What macOS adds beside everything.
    private static readonly string[] Litter = ["__MACOSX", ".DS_Store"];
    private static readonly string[] Metadata = ["metadata", "metadata.yaml"];

    public async Task<ZipLook> ExecuteAsync(StoredBlob blob, CancellationToken ct)
    {
        await using var content = await files.OpenAsync(blob.Sha256, ct) ?? throw new FileNotFoundException("The blob received a moment ago is gone.", blob.Sha256);
        var zip = await ZipFile.ReadAsync(content, new ZipLimits(options.Value.MaxEntries, runs.Value.DirectoryBytes), ct);
        if (!zip.IsUsable)
        {
            return new ZipLook.Refused(new SubmissionFailure.UnusableZip([.. zip.Problems.Where(p => !p.IsWarning)]));
        }

        var paths = zip.Entries.Where(e => !e.IsFolder).Select(e => e.Path).Where(p => !IsLitter(p)).ToList();
        if (paths.Count == 0)
        {
            return new ZipLook.Refused(new SubmissionFailure.EmptyZip());
        }

        var roots = paths.Select(p => p.Split('/', 2)).ToList();
        return new ZipLook.Usable(
            HasWrappingFolder: roots.TrueForAll(r => r.Length == 2 && r[0] == roots[0][0]),
            HasMetadata: paths.Exists(p => Metadata.Contains(p)));
    }

    private static bool IsLitter(string path) => path.Split('/').Any(Litter.Contains);
}

/// <summary>What a look into a zip found.</summary>
internal abstract record ZipLook
{
    private ZipLook()
    {
    }

    public sealed record Usable(bool HasWrappingFolder, bool HasMetadata) : ZipLook;

    public sealed record Refused(SubmissionFailure Failure) : ZipLook;
}
