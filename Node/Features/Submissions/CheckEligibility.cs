using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Participation;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Submissions;

/// <summary>Says whether a person may submit to a phase now, and how often still: for showing it before, and for deciding while it is locked.</summary>
internal sealed class CheckEligibility(NodeDb db, TimeProvider clock)
{
    public async Task<Eligibility> ExecuteAsync(Guid phaseId, Guid accountId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var phase = await db.Phases.AsNoTracking().Include(p => p.Competition).SingleAsync(p => p.Id == phaseId, ct);
        var participant = await db.Participants.AsNoTracking()
            .SingleOrDefaultAsync(p => p.CompetitionId == phase.CompetitionId && p.AccountId == accountId, ct);
        var limits = await LimitsAsync(phase, accountId, ct);
        return new Eligibility(limits, ParticipationRefusal(phase.Competition!, participant) ?? DateRefusal(phase, now) ?? limits.Refusal(now), phase);
    }

    /// <summary>What is left of a phase's limits for a person, whether or not they may submit.</summary>
    public async Task<SubmissionLimits> LimitsAsync(Phase phase, Guid accountId, CancellationToken ct)
    {
        var today = SubmissionLimits.DayOf(clock.GetUtcNow());
        var used = await db.Submissions
            .Where(s => s.PhaseId == phase.Id && s.AccountId == accountId && s.IsCounted)
            .GroupBy(s => s.PhaseId)
            .Select(g => new { All = g.Count(), Today = g.Count(s => s.CreatedAt >= today) })
            .SingleOrDefaultAsync(ct);
        return new SubmissionLimits(phase.MaxSubmissionsPerDay, phase.MaxSubmissions, used?.Today ?? 0, used?.All ?? 0);
    }

    private static SubmissionFailure? ParticipationRefusal(Competition competition, Participant? participant) => participant switch
    {
        null => new SubmissionFailure.NotJoined(),
        // Organizers try their draft out before they publish it.
        { Role: CompetitionRole.Organizer } => null,
        { State: ParticipantState.Pending } => new SubmissionFailure.AwaitingApproval(),
        { State: ParticipantState.Denied } => new SubmissionFailure.Denied(),
        _ when !competition.IsOpen => new SubmissionFailure.NotPublished(),
        _ => null,
    };

    private static SubmissionFailure? DateRefusal(Phase phase, DateTimeOffset now) => phase.StateAt(now) switch
    {
        PhaseState.Upcoming => new SubmissionFailure.NotOpenYet(phase.Name, phase.StartsAt),
        PhaseState.Closed => new SubmissionFailure.Closed(phase.Name, phase.EndsAt!.Value),
        _ => null,
    };
}

/// <summary>What a person may do in a phase now.</summary>
/// <param name="Limits">What is left of the phase's limits.</param>
/// <param name="Refusal">Why not; null when they may.</param>
/// <param name="Phase">The phase, with its competition.</param>
internal sealed record Eligibility(SubmissionLimits Limits, SubmissionFailure? Refusal, Phase Phase);
