using Agon.Node.Data;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Agon.Node.Features.Runs;

/// <summary>
/// Lets one change at a time at a submission and its runs: what a submission amounts to depends on all of its runs, so whoever changes
/// one of them holds the submission's row meanwhile.
/// </summary>
internal sealed class SubmissionTurn(NodeDb db)
{
    /// <summary>Begins a transaction that holds the submission; null if there is no such submission.</summary>
    public async Task<HeldSubmission?> TakeAsync(Guid submissionId, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            // An update that changes nothing: the lock both kinds of database understand.
            await db.Submissions.Where(s => s.Id == submissionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Number, s => s.Number), ct);
            db.ChangeTracker.Clear();
            var submission = await db.Submissions.Include(s => s.Runs.OrderBy(r => r.Number)).SingleOrDefaultAsync(s => s.Id == submissionId, ct);
            if (submission is not null)
            {
                return new HeldSubmission(submission, transaction);
            }

            await transaction.DisposeAsync();
            return null;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same for the submission of a run.</summary>
    public async Task<HeldSubmission?> TakeOfRunAsync(Guid runId, CancellationToken ct)
    {
        var submissionId = await db.Runs.Where(r => r.Id == runId).Select(r => (Guid?)r.SubmissionId).SingleOrDefaultAsync(ct);
        return submissionId is { } id ? await TakeAsync(id, ct) : null;
    }
}

/// <summary>A submission with its runs, tracked, ours until disposed.</summary>
internal sealed class HeldSubmission(Submission submission, IDbContextTransaction transaction) : IAsyncDisposable
{
    public Submission Submission => submission;

    public Run Run(Guid runId) => submission.Runs.Single(r => r.Id == runId);

    /// <summary>Brings the submission's status in line with its runs.</summary>
    public void Follow(DateTimeOffset now) => submission.Follow(SubmissionProgress.Of(submission.Runs), SubmissionProgress.Counts(submission.Runs), now);

    public Task CommitAsync() => transaction.CommitAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
