using Agon.Node.Data;
using Agon.Node.Features.Files;
using Agon.Portal.Hosting;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Notes an uploaded bundle as due for import; the work is done in the background.</summary>
internal sealed class ReceiveBundle(NodeDb db, Nudge<RunBundleImports> nudge, TimeProvider clock)
{
    public async Task<BundleImport> ExecuteAsync(ReceivedFile file, Guid accountId, CancellationToken ct)
    {
        var import = NewImport(file.Blob, file.FileName, accountId, clock.GetUtcNow());
        db.Add(import);
        await db.SaveChangesAsync(ct);
        nudge.Give();
        return import;
    }

    /// <summary>The row of an import, with the one of its file.</summary>
    public static BundleImport NewImport(StoredBlob blob, string fileName, Guid accountId, DateTimeOffset now)
    {
        var file = StoredFile.Of(blob, fileName, StoredFileKind.Bundle, accountId, now);
        return new BundleImport { Id = Guid.CreateVersion7(now), AccountId = accountId, FileId = file.Id, File = file, CreatedAt = now };
    }
}
