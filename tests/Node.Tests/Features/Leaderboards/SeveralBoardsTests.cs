using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions;
using Agon.Node.Features.Submissions.Access;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Leaderboards;

/// <summary>Several leaderboards of a competition, rules that allow several rows, and columns that depend on ranks.</summary>
public sealed class SeveralBoardsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private readonly Given _given = node.Given;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task each_leaderboard_follows_its_own_rule_in_every_phase()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceBest, change: c =>
        {
            c.AddBoard("last", SubmissionRule.ForceLast);
            c.AddBoard("loss", SubmissionRule.ForceBest, primary: 2);
            c.AddBoard("all", SubmissionRule.ForceLatestMultiple);
            c.AddBoard("chosen", SubmissionRule.Add);
        });
        var account = await _given.ParticipantOf(competition);

        var best = await _given.Scored(competition, account, 0.9, loss: 3);
        var small = await _given.Scored(competition, account, 0.1, loss: 1);
        var last = await _given.Scored(competition, account, 0.5, loss: 2);

        (await StandAsync(competition, "main")).ShouldBe([best.Number]);
        (await StandAsync(competition, "last")).ShouldBe([last.Number]);
        (await StandAsync(competition, "loss")).ShouldBe([small.Number]);
        (await StandAsync(competition, "all")).ShouldBe([best.Number, small.Number, last.Number]);
        (await StandAsync(competition, "chosen")).ShouldBeEmpty();
    }

    [Fact]
    public async Task the_best_of_another_leaderboard_may_be_computed()
    {
        var competition = await _given.Competition(change: c => c.AddBoard("sum", primary: 3).AddComputed("sum", ComputationKind.Sum, ["accuracy", "loss"]));
        var account = await _given.ParticipantOf(competition);

        var (one, two) = (await _given.Scored(competition, account, 0.9, loss: 1), await _given.Scored(competition, account, 0.1, loss: 5));

        (await StandAsync(competition, "main")).ShouldBe([one.Number]);
        (await StandAsync(competition, "sum")).ShouldBe([two.Number]);
        (await EntryAsync(two)).Primary.ShouldBe(5.1);
    }

    [Fact]
    public async Task what_is_computed_ranks_and_finds_the_best_on_the_main_leaderboard_too()
    {
        var competition = await _given.Competition(change: c =>
        {
            c.Leaderboards[0].AddComputed("sum", ComputationKind.Sum, ["accuracy", "loss"]);
            c.Leaderboards[0].PrimaryColumn = 3;
        });
        var account = await _given.ParticipantOf(competition);
        await _given.Scored(competition, account, 0.9, loss: 1);
        var best = await _given.Scored(competition, account, 0.1, loss: 5);

        (await StandAsync(competition, "main")).ShouldBe([best.Number]);
        (await EntryAsync(best)).Primary.ShouldBe(5.1);
    }

    [Fact]
    public async Task a_participant_chooses_several_and_takes_them_off()
    {
        var competition = await _given.Competition(rule: SubmissionRule.AddAndDeleteMultiple);
        var account = await _given.ParticipantOf(competition);
        var (one, two) = (await _given.Scored(competition, account), await _given.Scored(competition, account));
        await _given.Scored(competition, account);

        await ChooseAsync(one);
        await ChooseAsync(two);
        await ChooseAsync(two);
        (await StandAsync(competition, "main")).ShouldBe([one.Number, two.Number]);
        (await ChooseAsync(one, isWanted: false)).ShouldBeOfType<ChooseEntryOutcome.Done>();
        (await StandAsync(competition, "main")).ShouldBe([two.Number]);
    }

    [Fact]
    public async Task by_the_rule_add_what_stands_there_is_replaced_but_not_taken_off()
    {
        var competition = await _given.Competition(rule: SubmissionRule.Add);
        var account = await _given.ParticipantOf(competition);
        var (one, two) = (await _given.Scored(competition, account), await _given.Scored(competition, account));
        await ChooseAsync(one);

        (await ChooseAsync(one, isWanted: false)).ShouldBe(new ChooseEntryOutcome.RuleDecides(SubmissionRule.Add));
        await ChooseAsync(two);

        (await StandAsync(competition, "main")).ShouldBe([two.Number]);
        SubmissionMessages.NotChosen(SubmissionRule.Add).ShouldBe("What stands on this leaderboard can't be taken off. Put another submission there in its place.");
    }

    [Fact]
    public async Task one_chooses_for_each_leaderboard_by_its_key()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceBest, change: c => c.AddBoard("chosen", SubmissionRule.Add));
        var submission = await _given.Scored(competition);

        (await ChooseAsync(submission, "chosen")).ShouldBeOfType<ChooseEntryOutcome.Done>();
        (await ChooseAsync(submission, "main")).ShouldBe(new ChooseEntryOutcome.RuleDecides(SubmissionRule.ForceBest));
        (await ChooseAsync(submission, "none")).ShouldBeOfType<ChooseEntryOutcome.NoSuchLeaderboard>();
        (await StandAsync(competition, "chosen")).ShouldBe([submission.Number]);
    }

    [Fact]
    public async Task a_row_is_once_whoever_writes_it()
    {
        var competition = await _given.Competition();
        var submission = await _given.Scored(competition);

        await Should.ThrowAsync<DbUpdateException>(() => node.QueryAsync(async db =>
        {
            var entry = await db.Entries.AsNoTracking().SingleAsync(e => e.SubmissionId == submission.Id, Ct);
            db.Entries.Add(new Entry
            {
                Id = Guid.CreateVersion7(),
                LeaderboardId = entry.LeaderboardId,
                PhaseId = entry.PhaseId,
                AccountId = entry.AccountId,
                SubmissionId = entry.SubmissionId,
                SubmittedAt = entry.SubmittedAt,
            });
            return await db.SaveChangesAsync(Ct);
        }));
    }

    [Theory]
    [InlineData("accuracy", true)]
    [InlineData("secret", false)]
    public async Task what_a_scoring_program_wrote_is_shown_if_every_score_is(string hiddenKey, bool isShown)
    {
        var competition = await _given.Competition(change: c => c.AddBoard("kept", isHidden: true).Columns[0] = new LeaderboardColumn
        {
            Id = Guid.CreateVersion7(),
            Number = 1,
            Key = hiddenKey,
            Title = "Kept",
            Sorting = SortDirection.Descending,
        });
        var submission = await _given.Submission(competition);
        await _given.Report(submission, ("accuracy", 0.5), ("loss", 1), ("secret", 7));

        var found = await node.QueryAsync(db => db.Submissions.AsNoTracking().Include(s => s.Runs).Include(s => s.Phase!.Competition!.Leaderboards).ThenInclude(l => l.Columns)
            .AsSplitQuery().SingleAsync(s => s.Id == submission.Id, Ct));
        var (own, managed) = (new SubmissionAccess(found, IsOwner: true, MayManage: false), new SubmissionAccess(found, IsOwner: false, MayManage: true));
        var scores = await node.DoAsync<ReadScores, SubmissionScores>(read => read.ExecuteAsync(submission.Id, Ct));

        (own.MaySeeOutput(found.Runs[0], RunOutputs.Scoring), managed.MaySeeOutput(found.Runs[0], RunOutputs.Scoring)).ShouldBe((isShown, true));
        own.Visible(scores).Keys.Order().ShouldBe(["accuracy", "loss"]);
        managed.Visible(scores).Keys.Order().ShouldBe(["accuracy", "loss", "secret"]);
    }

    [Fact]
    public async Task ranks_follow_every_entry_that_comes_changes_or_goes()
    {
        var competition = await _given.Competition(rule: SubmissionRule.AddAndDelete, change: Average);
        var (one, two, three) = (await Chosen(competition, 0.9, 3), await Chosen(competition, 0.8, 1), await Chosen(competition, 0.7, 2));

        (await PrimariesAsync(competition)).ShouldBe([(two.Number, 1.5), (one.Number, 2), (three.Number, 2.5)]);
        await ChooseAsync(two, isWanted: false);
        (await PrimariesAsync(competition)).ShouldBe([(one.Number, 1.5), (three.Number, 1.5)]);
        await node.DoAsync<RerunSubmission, int>(rerun => rerun.ExecuteAsync(three.Id, Ct));
        await _given.Report(three, ("accuracy", 0.95), ("loss", 2));
        (await PrimariesAsync(competition)).ShouldBe([(three.Number, 1), (one.Number, 2)]);
    }

    [Fact]
    public async Task where_ranks_rank_the_first_column_they_are_made_of_finds_the_best()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceBest, change: Average);
        var account = await _given.ParticipantOf(competition);

        var best = await _given.Scored(competition, account, 0.9, loss: 3);
        await _given.Scored(competition, account, 0.8, loss: 1);

        (await StandAsync(competition, "main")).ShouldBe([best.Number]);
    }

    [Fact]
    public async Task many_scored_at_once_leave_ranks_as_if_one_after_another()
    {
        var competition = await _given.Competition(rule: SubmissionRule.ForceLatestMultiple, change: Average);
        var submissions = new List<Submission>();
        for (var i = 0; i < 6; i++)
        {
            submissions.Add(await _given.Submission(competition));
        }

        await Task.WhenAll(submissions.Select((s, i) => Task.Run(() => _given.Report(s, ("accuracy", i), ("loss", -i)))));

        (await PrimariesAsync(competition)).ShouldBe(submissions.Select((s, i) => (s.Number, (double?)(6 - i))).Reverse());
    }

    [Fact]
    public async Task cells_that_stay_are_not_written_again()
    {
        var competition = await _given.Competition(change: Average);
        await _given.Scored(competition, accuracy: 0.9, loss: 1);
        await _given.Scored(competition, accuracy: 0.8, loss: 2);
        await _given.Scored(competition, accuracy: 0.7, loss: 3);
        await node.SettleAsync();
        await node.QueryAsync(db => db.FeedChanges.ExecuteDeleteAsync(Ct));

        await _given.Scored(competition, accuracy: 0.6, loss: 4);

        (await node.QueryAsync(db => db.FeedChanges.Where(c => c.OwnerId == competition.Phases[0].Id).Select(c => c.ItemId).Distinct().CountAsync(Ct))).ShouldBe(1);
    }

    [Fact]
    public async Task each_task_has_cells_of_its_own_with_what_is_computed_from_them()
    {
        var competition = await _given.Competition(change: c =>
        {
            c.AddTask();
            c.Leaderboards[0].AddComputed("top", ComputationKind.Maximum, ["accuracy", "loss"]);
            c.Leaderboards[0].AddComputed("rank", ComputationKind.RankAverage, ["accuracy"], SortDirection.Ascending);
        });
        var one = await Scored(competition, 0.2, 0.4);
        await Scored(competition, 0.1, 0.8);

        var entry = await EntryAsync(one);
        var keys = competition.Leaderboards[0].Columns.ToDictionary(c => c.Id, c => c.Key);
        entry.Scores.OrderBy(s => keys[s.ColumnId]).Select(s => (keys[s.ColumnId], Math.Round(s.Value, 6))).ShouldBe([("accuracy", 0.3), ("loss", 1), ("rank", 2), ("top", 1)]);
        entry.TaskScores.Where(s => keys[s.ColumnId] is "accuracy" or "rank").OrderBy(s => competition.Tasks.FindIndex(t => t.Id == s.TaskId)).ThenBy(s => keys[s.ColumnId])
            .Select(s => (keys[s.ColumnId], s.Value)).ShouldBe([("accuracy", 0.2), ("rank", 1), ("accuracy", 0.4), ("rank", 2)]);
    }

    private static void Average(Competition competition)
    {
        competition.Leaderboards[0].AddComputed("rank", ComputationKind.RankAverage, ["accuracy", "loss"], SortDirection.Ascending);
        competition.Leaderboards[0].PrimaryColumn = 3;
    }

    private async Task<Submission> Scored(Competition competition, params double[] accuracies)
    {
        var submission = await _given.Submission(competition);
        foreach (var (i, run) in (await node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id).OrderBy(r => r.Number).Select(r => r.Id).ToListAsync(Ct))).Index())
        {
            var report = new Agon.Federation.Contracts.Runs.RunReport { FencingToken = await _given.Lease(run), Scores = new Dictionary<string, double> { ["accuracy"] = accuracies[i], ["loss"] = 1 } };
            await node.DoAsync<Agon.Node.Features.Runs.Leases.AcceptReport, Agon.Node.Features.Runs.Leases.LeaseOutcome>(accept => accept.ExecuteAsync(run, report, Ct));
        }

        return submission;
    }

    private async Task<Submission> Chosen(Competition competition, double accuracy, double loss)
    {
        var submission = await _given.Scored(competition, null, accuracy, loss);
        await ChooseAsync(submission);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        return submission;
    }

    private Task<ChooseEntryOutcome> ChooseAsync(Submission submission, string? board = null, bool isWanted = true) =>
        node.DoAsync<ChooseEntry, ChooseEntryOutcome>(choose => choose.ExecuteAsync(submission.Id, board, isWanted, mayManage: false, Ct));

    private Task<Entry> EntryAsync(Submission submission) =>
        node.QueryAsync(db => db.Entries.Include(e => e.Scores).Include(e => e.TaskScores).AsSplitQuery().SingleAsync(e => e.SubmissionId == submission.Id, Ct));

    private Task<List<int>> StandAsync(Competition competition, string board)
    {
        var id = competition.Leaderboards.Single(l => l.Key == board).Id;
        return node.QueryAsync(db => db.Entries.Where(e => e.LeaderboardId == id).Select(e => e.Submission!.Number).Order().ToListAsync(Ct));
    }

    private async Task<List<(int Number, double? Primary)>> PrimariesAsync(Competition competition)
    {
        var id = competition.Leaderboards[0].Id;
        var entries = await node.QueryAsync(db => Ranking.Sort(db.Entries.Where(e => e.LeaderboardId == id), SortDirection.Ascending).Select(e => new { e.Submission!.Number, e.Primary }).ToListAsync(Ct));
        return entries.ConvertAll(e => (e.Number, e.Primary));
    }
}
