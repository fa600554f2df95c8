using Agon.Node.Data;
using Agon.Node.Features.Competitions.Publishing;
using Agon.Node.Features.Participation;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>Reads the organizer's desk: a fixed number of queries, however much goes on.</summary>
internal sealed class ReadDesk(NodeDb db, PublishCompetition publish, TimeProvider clock)
{
    public const int LastFailedCount = 10;

    public async Task<DeskView> ExecuteAsync(Competition competition, CancellationToken ct)
    {
        var (id, now) = (competition.Id, clock.GetUtcNow());
        var failed = Failed(id, now.AddDays(-1));
        return new DeskView
        {
            Now = now,
            Checklist = await publish.CheckAsync(competition, ct),
            Phases = await db.Submissions.Where(s => s.CompetitionId == id).GroupBy(s => s.PhaseId)
                .Select(g => new { g.Key, Count = g.Count(), People = g.Select(s => s.AccountId).Distinct().Count() })
                .ToDictionaryAsync(g => g.Key, g => new PhaseUse(g.Count, g.People), ct),
            Waiting = await db.Participants.CountAsync(p => p.CompetitionId == id && p.State == ParticipantState.Pending, ct),
            ToStart = await db.Submissions.CountAsync(s => s.CompetitionId == id && s.Status == SubmissionStatus.Received, ct),
            Queue = await QueueAsync(id, now, ct),
            Failures = await failed.GroupBy(r => r.FailureCode!.Value).OrderByDescending(g => g.Count())
                .Select(g => new FailureCount(g.Key, g.Count())).ToListAsync(ct),
            LastFailed = await failed.OrderByDescending(r => r.EndedAt).Take(LastFailedCount)
                .Select(r => new FailedRun(r.SubmissionId, r.Submission!.Number, r.Submission.Account!.DisplayName, r.FailureCode!.Value, r.FailureDetail, r.EndedAt!.Value))
                .ToListAsync(ct),
            Disk = await DiskAsync(competition, ct),
        };
    }

    private IQueryable<Run> Failed(Guid id, DateTimeOffset since) => db.Runs.AsNoTracking()
        .Where(r => r.Submission!.CompetitionId == id && r.Status == RunStatus.Failed && r.EndedAt >= since);

    private async Task<RunQueue> QueueAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var runs = db.Runs.Where(r => r.Submission!.CompetitionId == id);
        var queued = await runs.Where(r => r.Status == RunStatus.Queued).GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Oldest = g.Min(r => (DateTimeOffset?)r.QueuedAt) })
            .SingleOrDefaultAsync(ct);
        var running = await runs.CountAsync(r => r.Status == RunStatus.Running, ct);
        var seen = now - WorkerSighting.Silence;
        var workers = await db.WorkerSightings.CountAsync(w => w.LastSeenAt >= seen, ct);
        return new RunQueue(queued?.Count ?? 0, queued?.Oldest, running, workers);
    }

    private async Task<DiskUse> DiskAsync(Competition competition, CancellationToken ct)
    {
        var (id, bundle, logo) = (competition.Id, competition.BundleId, competition.LogoId);
        var own = await db.StoredFiles
            .Where(f => f.Id == bundle || f.Id == logo
                || db.CompetitionTasks.Any(t => t.CompetitionId == id
                    && (t.ScoringProgramId == f.Id || t.IngestionProgramId == f.Id || t.InputDataId == f.Id || t.ReferenceDataId == f.Id))
                || db.Solutions.Any(s => s.CompetitionId == id && s.FileId == f.Id)
                || db.Phases.Any(p => p.CompetitionId == id && (p.PublicDataId == f.Id || p.StartingKitId == f.Id)))
            .SumAsync(f => f.Bytes, ct);
        var sent = await db.Submissions.Where(s => s.CompetitionId == id).SumAsync(s => s.File!.Bytes, ct);
        var made = await db.RunOutputs
            .Where(o => db.Runs.Any(r => r.Id == o.RunId && r.Submission!.CompetitionId == id))
            .SumAsync(o => o.File!.Bytes, ct);
        return new DiskUse(own, sent, made);
    }
}
