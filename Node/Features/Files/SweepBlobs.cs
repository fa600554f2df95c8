using Agon.Node.Data;
using Agon.Node.Features.Competitions.Bundles;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Files;

/// <summary>
/// Deletes the blobs nothing uses: of refused submissions, of refused imports and their bundles, of outputs that were replaced. The same
/// content may have been sent twice, so a refusal can't delete what it refused; a day later it is certain.
/// </summary>
internal sealed partial class SweepBlobs(NodeDb db, IFileStore files, TimeProvider clock, ILogger<SweepBlobs> logger)
{
    private const int BatchSize = 500;

    // A blob is kept before its row is saved, by an import hours before: whatever is younger may be about to be used.
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    /// <summary>Returns how many blobs were deleted.</summary>
    public async Task<int> ExecuteAsync(CancellationToken ct)
    {
        if (!await db.StoredFiles.AnyAsync(ct))
        {
            // A new node, or one started with the wrong database beside a full directory: no reason to empty it.
            return 0;
        }

        var before = clock.GetUtcNow() - Age;
        var deleted = 0;
        foreach (var batch in files.KeptBefore(before).Chunk(BatchSize))
        {
            foreach (var unused in batch.Except(await UsedAsync(batch, ct)))
            {
                deleted += await files.DeleteAsync(unused, before, ct) ? 1 : 0;
            }
        }

        if (deleted > 0)
        {
            LogSwept(deleted);
        }

        return deleted;
    }

    // The row of a refused bundle tells what was refused; nobody reads its bytes again.
    private Task<List<string>> UsedAsync(string[] batch, CancellationToken ct) =>
        db.StoredFiles.Where(f => batch.Contains(f.Sha256))
            .Where(f => f.Kind != StoredFileKind.Bundle || !db.BundleImports.Any(i => i.FileId == f.Id && i.Status == BundleImportStatus.Refused))
            .Select(f => f.Sha256).Distinct().ToListAsync(ct);

    [LoggerMessage(LogLevel.Information, "Deleted {Count} stored contents that nothing uses")]
    private partial void LogSwept(int count);
}
