using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Agon.Node.Features.Competitions.Schedule;

/// <summary>
/// Plans a wake-up at each boundary of each phase of each public competition. Kept in memory only: the database is read again at every start.
/// </summary>
internal sealed class PhaseSchedule(IServiceScopeFactory scopes, ISchedulerFactory schedulers, TimeProvider clock) : IDisposable
{
    // Two edits of the same competition must not plan at once: the second would miss what the first is about to add.
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Plans everything; called once at start.</summary>
    public async Task PlanAllAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ids = await Public(scope).Select(p => p.CompetitionId).Distinct().ToListAsync(ct);
        foreach (var id in ids)
        {
            await PlanAsync(id, ct);
        }
    }

    /// <summary>Plans one competition anew, from what the database says now. Doing it twice changes nothing.</summary>
    public async Task PlanAsync(Guid competitionId, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var phases = await Public(scope).Where(p => p.CompetitionId == competitionId)
                .Select(p => new { p.Id, p.StartsAt, p.EndsAt })
                .ToListAsync(ct);
            var scheduler = await schedulers.GetScheduler(ct);
            await scheduler.AddJob(PhaseBoundaryJob.Detail, AddJobOptions.Replacing, ct);
            await scheduler.UnscheduleJobs(GroupMatcher<TriggerKey>.GroupEquals(Group(competitionId)), ct);
            foreach (var phase in phases)
            {
                await WakeAsync(scheduler, competitionId, phase.Id, phase.StartsAt, ct);
                await WakeAsync(scheduler, competitionId, phase.Id, phase.EndsAt, ct);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task WakeAsync(IScheduler scheduler, Guid competitionId, Guid phaseId, DateTimeOffset? boundary, CancellationToken ct)
    {
        // A boundary that is past needs no one to be woken: every state is computed from the clock.
        if (boundary is not { } at || at <= clock.GetUtcNow())
        {
            return;
        }

        var trigger = TriggerBuilder.Create(clock)
            .WithIdentity($"{phaseId} {at:O}", Group(competitionId))
            .ForJob(PhaseBoundaryJob.Key)
            .UsingJobData(PhaseBoundaryJob.PhaseId, phaseId.ToString())
            .StartAt(at)
            .WithSimpleSchedule(schedule => schedule.WithRepeatCount(0).WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
            .Build();
        await scheduler.ScheduleJob(trigger, cancellationToken: ct);
    }

    // Far boundaries are planned too: a trigger costs a few hundred bytes, and a year is not far for a competition.
    private static IQueryable<Phase> Public(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<NodeDb>().Phases.AsNoTracking()
        .Where(p => p.Competition!.State == CompetitionState.Published);

    /// <summary>The group of a competition's triggers.</summary>
    public static string Group(Guid competitionId) => $"phases of {competitionId}";
}
