using Agon.Node.Data;
using Agon.Node.Features.Files;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Imports a bundle from a file of this machine at once, for the command line: the same rules, no background.</summary>
internal sealed class ImportBundleFile(NodeDb db, IFileStore files, ImportBundle import, TimeProvider clock, IOptions<BundleOptions> options)
{
    /// <param name="path">The bundle.</param>
    /// <param name="accountId">Who becomes its organizer.</param>
    /// <param name="ct">Stops half-way.</param>
    public async Task<ImportOutcome> ExecuteAsync(string path, Guid accountId, CancellationToken ct)
    {
        StoredBlob blob;
        try
        {
            await using var bundle = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, useAsync: true);
            await using var writer = files.Begin(options.Value.MaxBytes);
            await bundle.CopyToAsync(writer, ct);
            blob = await writer.CompleteAsync(ct);
        }
        catch (BlobTooLargeException e)
        {
            return new ImportOutcome.Refused([BundleMessages.TooLarge(e.MaxBytes)]);
        }
        catch (IOException e) when (StorageErrors.IsFull(e))
        {
            return new ImportOutcome.Refused([BundleMessages.NoRoom()]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return new ImportOutcome.Refused([BundleMessages.NoSuchFile(path)]);
        }

        var row = ReceiveBundle.NewImport(blob, UploadFileName.Clean(path, "bundle.zip"), accountId, clock.GetUtcNow());
        // Begun from the first moment, so that a serving node leaves it to us.
        row.Begin("Reading the archive");
        db.Add(row);
        await db.SaveChangesAsync(ct);
        return await import.ContinueAsync(row, ct);
    }
}
