using Agon.Node.Features.Competitions;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Leaderboards;

public sealed class RulesTests(NodeHost node) : IClassFixture<NodeHost>
{
    private readonly Given _given = node.Given;

    [Fact]
    public async Task best_keeps_the_best_whatever_comes_later()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceBest);
        var account = await _given.ParticipantOf(competition);

        await _given.Scored(competition, account, 0.5);
        var best = await _given.Scored(competition, account, 0.9);
        await _given.Scored(competition, account, 0.7);

        await ShouldStandAsync(best, 0.9);
    }

    [Fact]
    public async Task best_means_smallest_where_small_is_good()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceBest, change: c => c.Leaderboards[0].PrimaryColumn = 2);
        var account = await _given.ParticipantOf(competition);

        await _given.Scored(competition, account, loss: 3);
        var best = await _given.Scored(competition, account, loss: 1);
        await _given.Scored(competition, account, loss: 2);

        await ShouldStandAsync(best, 1);
    }

    [Fact]
    public async Task among_equals_the_earlier_stays()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceBest);
        var account = await _given.ParticipantOf(competition);

        var first = await _given.Scored(competition, account, 0.9);
        await _given.Scored(competition, account, 0.9);

        await ShouldStandAsync(first, 0.9);
    }

    [Fact]
    public async Task a_rerun_that_makes_the_best_worse_lets_the_second_best_up()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceBest);
        var account = await _given.ParticipantOf(competition);
        var best = await _given.Scored(competition, account, 0.9);
        var second = await _given.Scored(competition, account, 0.8);

        await node.DoAsync<Agon.Node.Features.Runs.RerunSubmission, int>(rerun => rerun.ExecuteAsync(best.Id, CancellationToken.None));
        await _given.Report(best, ("accuracy", 0.1));

        await ShouldStandAsync(second, 0.8);
    }

    [Fact]
    public async Task last_takes_the_last_sent_and_not_the_last_scored()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceLast);
        var account = await _given.ParticipantOf(competition);
        var first = await _given.Submission(competition, account);
        var second = await _given.Submission(competition, account);

        await _given.Report(second, ("accuracy", 0.2));
        await _given.Report(first, ("accuracy", 0.9));

        await ShouldStandAsync(second, 0.2);
    }

    [Fact]
    public async Task a_failed_submission_leaves_the_last_scored_one_in_place()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceLast);
        var account = await _given.ParticipantOf(competition);
        var first = await _given.Scored(competition, account, 0.6);

        await _given.Fail(await _given.Submission(competition, account));

        await ShouldStandAsync(first, 0.6);
    }

    [Fact]
    public async Task where_participants_choose_nothing_stands_by_itself()
    {
        var competition = await _given.Competition(rule: SubmissionRule.Add);
        var submission = await _given.Scored(competition);

        (await EntryAsync(submission)).ShouldBeNull();
    }

    [Fact]
    public async Task a_participant_chooses_changes_and_takes_away()
    {
        var competition = await _given.Competition(rule: SubmissionRule.AddAndDelete);
        var account = await _given.ParticipantOf(competition);
        var one = await _given.Scored(competition, account, 0.4);
        var two = await _given.Scored(competition, account, 0.3);

        (await ChooseAsync(one)).ShouldBeOfType<ChooseEntryOutcome.Done>();
        await ShouldStandAsync(one, 0.4);
        await ChooseAsync(two);
        await ShouldStandAsync(two, 0.3);
        await ChooseAsync(one, isWanted: false);
        await ShouldStandAsync(two, 0.3);
        await ChooseAsync(two, isWanted: false);
        (await EntryAsync(two)).ShouldBeNull();
    }

    [Fact]
    public async Task a_chosen_submission_that_is_run_again_shows_its_new_score()
    {
        var competition = await _given.Competition(rule: SubmissionRule.Add);
        var submission = await _given.Scored(competition, accuracy: 0.4);
        await ChooseAsync(submission);

        await node.DoAsync<Agon.Node.Features.Runs.RerunSubmission, int>(rerun => rerun.ExecuteAsync(submission.Id, CancellationToken.None));
        await _given.Report(submission, ("accuracy", 0.6));

        await ShouldStandAsync(submission, 0.6);
    }

    [Fact]
    public async Task what_is_not_scored_can_not_be_chosen()
    {
        var submission = await _given.Submission(await _given.Competition(rule: SubmissionRule.Add));

        (await ChooseAsync(submission)).ShouldBeOfType<ChooseEntryOutcome.NotScored>();
    }

    [Fact]
    public async Task where_the_rule_decides_nobody_chooses()
    {
        var submission = await _given.Scored(await _given.Competition(rule: SubmissionRule.ForceLast));

        (await ChooseAsync(submission)).ShouldBe(new ChooseEntryOutcome.RuleDecides(SubmissionRule.ForceLast));
    }

    [Fact]
    public async Task several_tasks_count_with_their_mean_and_a_missing_one_leaves_the_cell_empty()
    {
        var competition = await _given.Competition(change: AddTask);
        var submission = await _given.Submission(competition);
        var runs = await node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id).OrderBy(r => r.Number).Select(r => r.Id).ToListAsync());

        await ReportAsync(runs[0], ("accuracy", 0.4), ("loss", 2));
        (await EntryAsync(submission)).ShouldBeNull();
        await ReportAsync(runs[1], ("accuracy", 0.8));

        var entry = await EntryAsync(submission);
        entry!.Primary!.Value.ShouldBe(0.6, 1e-12);
        entry.Scores.Count.ShouldBe(1);
    }

    [Fact]
    public async Task one_failed_task_fails_the_submission()
    {
        var submission = await _given.Submission(await _given.Competition(change: AddTask));

        await _given.Fail(submission);
        (await StatusAsync(submission)).ShouldBe(SubmissionStatus.Running);
        await _given.Report(submission, ("accuracy", 1));

        (await StatusAsync(submission)).ShouldBe(SubmissionStatus.Failed);
        (await EntryAsync(submission)).ShouldBeNull();
    }

    [Fact]
    public async Task many_scored_at_once_leave_one_entry_with_the_best()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceBest);
        var account = await _given.ParticipantOf(competition);
        var submissions = new List<Submission>();
        for (var i = 0; i < 8; i++)
        {
            submissions.Add(await _given.Submission(competition, account));
        }

        await Task.WhenAll(submissions.Select((s, i) => Task.Run(() => _given.Report(s, ("accuracy", i == 3 ? 0.99 : 0.1 * i)))));

        var entries = await node.QueryAsync(db => db.Entries.Where(e => e.AccountId == account.Id).ToListAsync());
        entries.Single().ShouldSatisfyAllConditions(e => e.Primary.ShouldBe(0.99), e => e.SubmissionId.ShouldBe(submissions[3].Id));
    }

    private static void AddTask(Competition competition)
    {
        var task = new CompetitionTask { Id = Guid.CreateVersion7(), Number = 2, Name = "Second", ScoringProgramId = competition.Tasks[0].ScoringProgramId };
        competition.Tasks.Add(task);
        competition.Phases[0].Tasks.Add(new PhaseTask { TaskId = task.Id, Number = 2 });
    }

    private async Task ReportAsync(Guid runId, params (string Key, double Value)[] scores)
    {
        var report = new Agon.Federation.Contracts.Runs.RunReport { FencingToken = await _given.Lease(runId), Scores = scores.ToDictionary(s => s.Key, s => s.Value) };
        await node.DoAsync<Agon.Node.Features.Runs.Leases.AcceptReport, Agon.Node.Features.Runs.Leases.LeaseOutcome>(
            accept => accept.ExecuteAsync(runId, report, CancellationToken.None));
    }

    private Task<ChooseEntryOutcome> ChooseAsync(Submission submission, bool isWanted = true) =>
        node.DoAsync<ChooseEntry, ChooseEntryOutcome>(choose => choose.ExecuteAsync(submission.Id, null, isWanted, mayManage: false, CancellationToken.None));

    private async Task<SubmissionStatus> StatusAsync(Submission submission) =>
        (await node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id))).Status;

    private Task<Entry?> EntryAsync(Submission submission) => node.QueryAsync(db =>
        db.Entries.Include(e => e.Scores).SingleOrDefaultAsync(e => e.AccountId == submission.AccountId && e.PhaseId == submission.PhaseId));

    private async Task ShouldStandAsync(Submission submission, double primary)
    {
        var entry = await EntryAsync(submission);
        entry.ShouldNotBeNull();
        (entry.SubmissionId, entry.Primary, entry.SubmittedAt).ShouldBe((submission.Id, primary, submission.CreatedAt));
    }
}
