using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>Takes a file a run left: streamed to the store, its digest checked, and kept under the lease that sent it. Sending it twice is harmless.</summary>
internal sealed class ReceiveOutput(NodeDb db, SubmissionTurn turn, ReceiveUpload upload, IOptions<RunOptions> options, TimeProvider clock)
{
    // A page for people's eyes; anything larger is not one.
    private const long DetailedResultsMaxBytes = 20_000_000;

    public async Task<ReceiveOutputOutcome> ExecuteAsync(HttpContext context, Guid runId, string name, int fencingToken, string sha256, CancellationToken ct)
    {
        // Before the bytes come, so that a lost lease costs no transfer; again below, where it counts.
        if (!await IsLeasedAsync(runId, fencingToken, ct))
        {
            return new ReceiveOutputOutcome.Lost();
        }

        var fileName = FileName(name);
        var maxBytes = name == RunOutputs.DetailedResults ? Math.Min(DetailedResultsMaxBytes, options.Value.DirectoryBytes) : options.Value.DirectoryBytes;
        switch (await upload.FromBodyAsync(context, fileName, maxBytes, sha256, ct))
        {
            case UploadOutcome.Refused(var failure):
                return new ReceiveOutputOutcome.Refused(failure);
            case UploadOutcome.Received(var file):
                return await KeepAsync(runId, name, fencingToken, file.Blob, fileName, ct);
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other}");
        }
    }

    private static string FileName(string name) => name == RunOutputs.DetailedResults ? "detailed-results.html" : $"{name}-output.zip";

    private Task<bool> IsLeasedAsync(Guid runId, int fencingToken, CancellationToken ct) =>
        db.Runs.AnyAsync(r => r.Id == runId && r.Status == RunStatus.Running && r.FencingToken == fencingToken, ct);

    private async Task<ReceiveOutputOutcome> KeepAsync(Guid runId, string name, int fencingToken, StoredBlob blob, string fileName, CancellationToken ct)
    {
        await using var held = await turn.TakeOfRunAsync(runId, ct);
        if (held?.Run(runId).IsLeasedBy(fencingToken) != true)
        {
            return new ReceiveOutputOutcome.Lost();
        }

        var output = await db.RunOutputs.Include(o => o.File).SingleOrDefaultAsync(o => o.RunId == runId && o.Name == name, ct);
        if (output is { File: { } before } && output.FencingToken == fencingToken && before.Sha256 == blob.Sha256)
        {
            return new ReceiveOutputOutcome.Kept();
        }

        var now = clock.GetUtcNow();
        var file = StoredFile.Of(blob, fileName, StoredFileKind.RunOutput, ownerId: null, now);
        db.StoredFiles.Add(file);
        var replaced = output?.FileId;
        if (output is null)
        {
            db.RunOutputs.Add(new RunOutput { RunId = runId, Name = name, FencingToken = fencingToken, FileId = file.Id });
        }
        else
        {
            (output.FencingToken, output.FileId) = (fencingToken, file.Id);
        }

        await db.SaveChangesAsync(ct);
        await db.StoredFiles.Where(f => f.Id == replaced).ExecuteDeleteAsync(ct);
        await held.CommitAsync();
        return new ReceiveOutputOutcome.Kept();
    }
}

/// <summary>How receiving an output ended.</summary>
internal abstract record ReceiveOutputOutcome
{
    private ReceiveOutputOutcome()
    {
    }

    public sealed record Kept : ReceiveOutputOutcome;

    public sealed record Lost : ReceiveOutputOutcome;

    public sealed record Refused(UploadFailure Failure) : ReceiveOutputOutcome;
}
