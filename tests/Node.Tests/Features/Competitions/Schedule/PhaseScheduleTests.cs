using System.Text.Json;
using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Publishing;
using Agon.Node.Features.Competitions.Schedule;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Agon.Node.Tests.Features.Competitions.Schedule;

/// <summary>Wake-ups at the boundaries of phases.</summary>
public sealed class PhaseScheduleTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task every_boundary_to_come_is_planned_to_the_second()
    {
        var now = node.Clock.GetUtcNow();
        var competition = await node.Given.Competition(change: c =>
        {
            (c.Phases[0].StartsAt, c.Phases[0].EndsAt) = (now.AddDays(-1), now.AddDays(2).AddSeconds(7));
            c.Phases.Add(new Phase { Id = Guid.CreateVersion7(now), Number = 2, Name = "Final", StartsAt = now.AddDays(2).AddSeconds(7), EndsAt = now.AddDays(9) });
        });

        await Schedule.PlanAllAsync(Ct);
        await Schedule.PlanAsync(competition.Id, Ct);

        (await Planned(competition)).ShouldBe([now.AddDays(2).AddSeconds(7), now.AddDays(2).AddSeconds(7), now.AddDays(9)]);
    }

    [Fact]
    public async Task nobody_is_woken_for_a_draft()
    {
        var competition = await node.Given.Competition(isPublished: false);

        await Schedule.PlanAllAsync(Ct);

        (await Planned(competition)).ShouldBeEmpty();
    }

    [Fact]
    public async Task publishing_plans_and_taking_back_forgets()
    {
        var competition = await node.Given.Competition(isPublished: false);

        await Change<PublishCompetition, PublishOutcome>(competition, (publish, c) => publish.ExecuteAsync(c, Ct));
        await node.SettleAsync();
        (await Planned(competition)).ShouldBe([competition.Phases[0].EndsAt!.Value]);

        await Change<UnpublishCompetition, UnpublishOutcome>(competition, (unpublish, c) => unpublish.ExecuteAsync(c, Ct));
        await node.SettleAsync();
        (await Planned(competition)).ShouldBeEmpty();
    }

    [Fact]
    public async Task edited_dates_are_planned_anew()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        await Schedule.PlanAsync(competition.Id, Ct);
        var page = await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/phases/1");

        await page.Form("Save").Fill("Closes", "2031-01-02T03:04").SendAsync();
        await node.SettleAsync();

        (await Planned(competition)).ShouldBe([new DateTimeOffset(2031, 1, 2, 3, 4, 0, TimeSpan.Zero)]);
    }

    [Theory]
    [InlineData(-1, PhaseState.Upcoming)]
    [InlineData(0, PhaseState.Open)]
    internal async Task the_announcement_tells_the_state_by_the_clock(int seconds, PhaseState state)
    {
        var start = node.Clock.GetUtcNow().AddHours(1);
        var competition = await node.Given.Competition(change: c => (c.Phases[0].StartsAt, c.Phases[0].EndsAt) = (start, start.AddDays(1)));
        node.Clock.MoveTo(start.AddSeconds(seconds));

        (await Announced(competition)).ShouldBe([new PhaseChanged(competition.Id, competition.Phases[0].Id, state)]);
    }

    [Fact]
    public async Task drafts_are_not_announced() => (await Announced(await node.Given.Competition(isPublished: false))).ShouldBeEmpty();

    [Fact]
    public async Task the_job_fires_when_the_clock_reaches_the_boundary()
    {
        var end = node.Clock.GetUtcNow().AddMinutes(10);
        var competition = await node.Given.Competition(change: c => c.Phases[0].EndsAt = end);
        await Schedule.PlanAsync(competition.Id, Ct);
        var fired = new Fired(competition.Phases[0].Id);
        var scheduler = await node.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct);
        scheduler.ListenerManager.AddJobListener(fired, []);

        node.Clock.MoveTo(end);

        (await fired.At.WaitAsync(Ct)).ShouldBe(end);
    }

    private PhaseSchedule Schedule => node.Services.GetRequiredService<PhaseSchedule>();

    private async Task<IReadOnlyList<DateTimeOffset>> Planned(Competition competition)
    {
        var scheduler = await node.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Ct);
        var query = new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(PhaseSchedule.Group(competition.Id)), Take = PagedQuery.All };
        return [.. (await scheduler.QueryTriggers(query, Ct)).Items.Select(t => t.NextFireTimeUtc!.Value).Order()];
    }

    // Inside a transaction that is never committed, so that the messages can be read before they go out.
    private Task<List<PhaseChanged>> Announced(Competition competition) => node.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<NodeDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        await services.GetRequiredService<AnnouncePhase>().ExecuteAsync(competition.Phases[0].Id, Ct);
        var type = typeof(PhaseChanged).FullName;
        var bodies = await db.OutboxMessages.Where(m => m.Type == type).Select(m => m.Body).ToListAsync(Ct);
        // Those of other tests may still wait: the dispatcher comes when it comes.
        return bodies.ConvertAll(b => JsonSerializer.Deserialize<PhaseChanged>(b)!).FindAll(m => m.CompetitionId == competition.Id);
    });

    private Task<TOutcome> Change<TVerb, TOutcome>(Competition competition, Func<TVerb, Competition, Task<TOutcome>> change)
        where TVerb : class => node.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<NodeDb>();
            var tracked = await db.Competitions.Include(c => c.Phases).SingleAsync(c => c.Id == competition.Id, Ct);
            return await change(services.GetRequiredService<TVerb>(), tracked);
        });

    private sealed class Fired(Guid phaseId) : IJobListener
    {
        private readonly TaskCompletionSource<DateTimeOffset> _at = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => $"fired {phaseId}";

        public Task<DateTimeOffset> At => _at.Task;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            if (context.MergedJobDataMap.GetString(PhaseBoundaryJob.PhaseId) == phaseId.ToString())
            {
                _at.TrySetResult(context.ScheduledFireTimeUtc!.Value);
            }

            return ValueTask.CompletedTask;
        }
    }
}
