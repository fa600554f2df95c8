using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>
/// Gives a run to a worker, waiting for one if need be: of those who have fewest running in a competition, the run that has waited longest,
/// so that nobody takes all workers while others wait.
/// </summary>
internal sealed partial class LeaseRun(
    NodeDb db, SubmissionTurn turn, RunOffers offers, NoteWorker noteWorker, WriteLease write, Outbox outbox, IOptions<RunOptions> options, TimeProvider clock,
    ILogger<LeaseRun> logger)
{
    // Finds runs whose pause is over, and what another process offered.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    public async Task<Lease?> ExecuteAsync(LeaseRequest request, CancellationToken ct)
    {
        await noteWorker.ExecuteAsync(request.Worker, request.Version, ct);
        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(request.WaitSeconds);
        while (true)
        {
            // Before looking, or an offer between look and wait would be slept through.
            var news = offers.Next;
            if (await TryLeaseAsync(request.Worker, ct) is { } lease)
            {
                return lease;
            }

            var left = until - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            await WaitAsync(news, left < LongestLook ? left : LongestLook, ct);
        }
    }

    private async Task<Lease?> TryLeaseAsync(string worker, CancellationToken ct)
    {
        while (await NextAsync(ct) is { } candidate)
        {
            await using var held = await turn.TakeAsync(candidate.SubmissionId, ct);
            if (held?.Run(candidate.Id) is not { Status: RunStatus.Queued } run)
            {
                // Another worker was faster, or it was cancelled: look for the next.
                continue;
            }

            var now = clock.GetUtcNow();
            var lease = await write.BeginAsync(run, worker, now, now + options.Value.LeaseLength, ct);
            held.Follow(now);
            outbox.Add(new RunChanged(run.SubmissionId));
            await db.SaveChangesAsync(ct);
            await held.CommitAsync();
            LogLeased(run.Id, worker, run.FencingToken);
            return lease;
        }

        return null;
    }

    private async Task<Candidate?> NextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // As few as there are workers, and found by an index.
        var running = db.Runs.Where(r => r.Status == RunStatus.Running);
        return await db.Runs.AsNoTracking()
            .Where(r => r.Status == RunStatus.Queued && r.QueuedAt <= now)
            .OrderBy(r => running.Count(o => o.Submission!.AccountId == r.Submission!.AccountId && o.Submission.CompetitionId == r.Submission.CompetitionId))
            .ThenBy(r => r.QueuedAt).ThenBy(r => r.Id)
            .Select(r => new Candidate(r.Id, r.SubmissionId))
            .FirstOrDefaultAsync(ct);
    }

    private async Task WaitAsync(Task news, TimeSpan atMost, CancellationToken ct)
    {
        try
        {
            await news.WaitAsync(atMost, clock, ct);
        }
        catch (TimeoutException)
        {
            // Look anyway.
        }
    }

    private sealed record Candidate(Guid Id, Guid SubmissionId);

    [LoggerMessage(LogLevel.Information, "Run {Run} is leased to {Worker}, lease {Token}")]
    private partial void LogLeased(Guid run, string worker, int token);
}
