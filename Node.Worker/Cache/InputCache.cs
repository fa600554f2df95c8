using System.Text.RegularExpressions;
using Agon.Federation.Contracts.Runs;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker.Cache;

/// <summary>Keeps programs and data by their digest, so that a competition's hundredth run fetches only the submission.</summary>
internal sealed partial class InputCache(InputDownload download, IOptions<WorkerOptions> options, TimeProvider clock)
{
    private readonly string _directory = Path.Combine(options.Value.FullDataDirectory, "cache");
    private readonly long _limit = options.Value.CacheBytes;
    private readonly Lock _evicting = new();

    /// <summary>Opens an input, fetching it first if needed. The open file stays readable when the cache lets go of it.</summary>
    public async Task<FileStream> OpenAsync(RunInput input, CancellationToken ct)
    {
        if (!Digest.IsMatch(input.Sha256))
        {
            throw new InputException("the node sent a digest that is none");
        }

        var path = Path.Combine(_directory, input.Sha256);
        if (TryOpen(path, input.Bytes) is { } kept)
        {
            return kept;
        }

        // Reference data lies here; nobody else on the machine needs to read it.
        Directory.CreateDirectory(_directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await download.DownloadAsync(input, path, ct);
        var fetched = TryOpen(path, input.Bytes) ?? throw new InputException("the cache lost a file while it was fetched; is the disk full?");
        Evict();
        return fetched;
    }

    /// <summary>Removes what an earlier life of the worker was still fetching.</summary>
    public void RemovePartials()
    {
        if (Directory.Exists(_directory))
        {
            foreach (var partial in Directory.GetFiles(_directory, "*" + InputDownload.PartialSuffix))
            {
                File.Delete(partial);
            }
        }
    }

    private FileStream? TryOpen(string path, long bytes)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (file.Length == bytes)
            {
                // The time of the last use, which eviction goes by.
                File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
                return file;
            }

            file.Dispose();
            return null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Evict()
    {
        lock (_evicting)
        {
            var files = new DirectoryInfo(_directory).GetFiles()
                .Where(file => Digest.IsMatch(file.Name))
                .OrderBy(file => file.LastWriteTimeUtc)
                .ToList();
            var total = files.Sum(file => file.Length);
            foreach (var oldest in files.TakeWhile(_ => total > _limit))
            {
                total -= oldest.Length;
                oldest.Delete();
            }
        }
    }

    [GeneratedRegex(@"^[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digest { get; }
}
