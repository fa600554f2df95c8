using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Runs.Leases;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Runs;

public sealed class AcceptReportTests(NodeHost node) : IClassFixture<NodeHost>
{
    private readonly Given _given = node.Given;

    [Fact]
    public async Task a_report_ends_the_run_the_submission_and_makes_the_entry()
    {
        var submission = await _given.Submission(await _given.Competition());
        var lease = await LeaseAsync(submission);

        var outcome = await ReportAsync(lease, r => r with
        {
            Scores = Scores(("accuracy", 0.9), ("loss", 0.1), ("extra", 7)),
            Containers = [new ContainerResult(LogStream.Scoring, 0, 1.5, false, false)],
            Logs = [new LogChunk(LogStream.Scoring, 0, "done")],
            Image = new RunImage("agon-runtime:1", "sha256:1234"),
        });

        outcome.ShouldBeOfType<LeaseOutcome.Accepted>();
        var run = await node.QueryAsync(db => db.Runs.Include(r => r.Scores).Include(r => r.Containers).SingleAsync(r => r.Id == lease.Id));
        (run.Status, run.ImageName, run.EndedAt).ShouldBe((RunStatus.Scored, "agon-runtime:1", node.Clock.GetUtcNow()));
        run.Scores.Select(s => s.Key).Order().ShouldBe(["accuracy", "extra", "loss"]);
        run.Containers.Single().Seconds.ShouldBe(1.5);
        (await node.QueryAsync(db => db.RunLogs.SingleAsync(l => l.RunId == lease.Id))).Text.ShouldBe("done");
        (await FindAsync(submission)).Status.ShouldBe(SubmissionStatus.Scored);
        var entry = await EntryAsync(submission);
        entry!.Primary.ShouldBe(0.9);
        entry.Scores.Select(s => s.Value).Order().ShouldBe([0.1, 0.9]);
    }

    [Fact]
    public async Task a_report_sent_twice_counts_once()
    {
        var submission = await _given.Submission(await _given.Competition());
        var lease = await LeaseAsync(submission);
        await ReportAsync(lease, r => r with { Scores = Scores(("accuracy", 0.9)) });

        (await ReportAsync(lease, r => r with { Scores = Scores(("accuracy", 0.1)) })).ShouldBeOfType<LeaseOutcome.Accepted>();

        (await EntryAsync(submission))!.Primary.ShouldBe(0.9);
    }

    [Fact]
    public async Task reports_sent_at_once_count_once()
    {
        var submission = await _given.Submission(await _given.Competition());
        var lease = await LeaseAsync(submission);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => ReportAsync(lease, r => r with { Scores = Scores(("accuracy", i + 1)) }))));

        outcomes.ShouldAllBe(o => o is LeaseOutcome.Accepted);
        (await node.QueryAsync(db => db.RunScores.CountAsync(s => s.RunId == lease.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task a_report_of_a_lost_lease_is_refused_and_changes_nothing()
    {
        var submission = await _given.Submission(await _given.Competition());
        var old = await LeaseAsync(submission);
        await ExpireAsync();

        (await ReportAsync(old, r => r with { Scores = Scores(("accuracy", 0.9)) })).ShouldBeOfType<LeaseOutcome.Lost>();

        var newer = await LeaseAsync(submission);
        (await ReportAsync(old, r => r with { Scores = Scores(("accuracy", 0.9)) })).ShouldBeOfType<LeaseOutcome.Lost>();
        await ReportAsync(newer, r => r with { Scores = Scores(("accuracy", 0.4)) });
        (await EntryAsync(submission))!.Primary.ShouldBe(0.4);
    }

    [Fact]
    public async Task a_failure_is_kept_with_its_words_and_leaves_no_entry()
    {
        var submission = await _given.Submission(await _given.Competition());
        var lease = await LeaseAsync(submission);

        await ReportAsync(lease, r => r with { Failure = new RunFailure(RunFailureCode.TimedOut, "Prediction took longer than 600 s.") });

        var run = await node.QueryAsync(db => db.Runs.SingleAsync(r => r.Id == lease.Id));
        (run.Status, run.FailureCode, run.FailureDetail).ShouldBe((RunStatus.Failed, RunFailureCode.TimedOut, "Prediction took longer than 600 s."));
        (await FindAsync(submission)).Status.ShouldBe(SubmissionStatus.Failed);
        (await EntryAsync(submission)).ShouldBeNull();
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public async Task scores_that_are_not_finite_are_a_named_failure(double value)
    {
        var submission = await _given.Submission(await _given.Competition());
        var lease = await LeaseAsync(submission);

        await ReportAsync(lease, r => r with { Scores = Scores(("accuracy", value)) });

        (await node.QueryAsync(db => db.Runs.SingleAsync(r => r.Id == lease.Id))).FailureCode.ShouldBe(RunFailureCode.ScoresMalformed);
        (await node.QueryAsync(db => db.RunScores.AnyAsync(s => s.RunId == lease.Id))).ShouldBeFalse();
    }

    [Fact]
    public async Task a_report_without_scores_and_without_failure_is_a_named_failure()
    {
        var submission = await _given.Submission(await _given.Competition());
        var lease = await LeaseAsync(submission);

        await ReportAsync(lease, r => r);

        (await node.QueryAsync(db => db.Runs.SingleAsync(r => r.Id == lease.Id))).FailureCode.ShouldBe(RunFailureCode.ScoresMissing);
    }

    [Fact]
    public async Task scores_without_the_ranking_column_are_an_entry_without_a_value()
    {
        var submission = await _given.Submission(await _given.Competition());

        await ReportAsync(await LeaseAsync(submission), r => r with { Scores = Scores(("loss", 0.1)) });

        (await FindAsync(submission)).Status.ShouldBe(SubmissionStatus.Scored);
        (await EntryAsync(submission))!.Primary.ShouldBeNull();
    }

    [Fact]
    public async Task a_worker_that_failed_gives_the_run_back_until_the_leases_are_used_up()
    {
        var submission = await _given.Submission(await _given.Competition());
        for (var i = 1; i <= Run.MaxLeases; i++)
        {
            var lease = await LeaseAsync(submission);
            await ReportAsync(lease, r => r with { Failure = new RunFailure(RunFailureCode.WorkerFailed, "No engine.") });
            (await ReportAsync(lease, r => r with { Scores = Scores(("accuracy", 1)) })).ShouldBeOfType<LeaseOutcome.Accepted>();
        }

        var run = await node.QueryAsync(db => db.Runs.SingleAsync(r => r.SubmissionId == submission.Id));
        (run.Status, run.FailureCode).ShouldBe((RunStatus.Failed, RunFailureCode.WorkerFailed));
        run.FailureDetail!.ShouldEndWith("The last worker said: “No engine.”");
    }

    [Fact]
    public async Task a_running_run_is_cancelled_through_its_worker()
    {
        var submission = await _given.Submission(await _given.Competition());
        var lease = await LeaseAsync(submission);
        await CancelAsync(submission);

        (await new TestWorker(node).RenewAsync(lease.Id, lease.FencingToken, RunStep.Predicting)).ShouldBeOfType<LeaseOutcome.Renewed>().Answer.CancelRequested.ShouldBeTrue();
        await ReportAsync(lease, r => r with { Failure = RunMessages.Cancelled });

        (await FindAsync(submission)).Status.ShouldBe(SubmissionStatus.Cancelled);
    }

    [Fact]
    public async Task a_cancelled_run_whose_worker_is_silent_is_cancelled_and_not_run_again()
    {
        var submission = await _given.Submission(await _given.Competition());
        await LeaseAsync(submission);
        await CancelAsync(submission);

        await ExpireAsync();

        (await FindAsync(submission)).Status.ShouldBe(SubmissionStatus.Cancelled);
    }

    [Fact]
    public async Task a_waiting_run_is_cancelled_at_once_and_a_late_message_does_not_bring_it_back()
    {
        var submission = await _given.Submission(await _given.Competition());
        (await CancelAsync(submission)).ShouldBe(1);
        (await CancelAsync(submission)).ShouldBe(0);

        var run = await node.QueryAsync(db => db.Runs.SingleAsync(r => r.SubmissionId == submission.Id));
        var outcome = await ReportAsync(new TestLease(run.Id, 0), r => r with { Scores = Scores(("accuracy", 1)) });

        outcome.ShouldBeOfType<LeaseOutcome.Lost>();
        (await FindAsync(submission)).Status.ShouldBe(SubmissionStatus.Cancelled);
    }

    [Fact]
    public async Task a_rerun_is_a_new_run_and_its_score_replaces_the_old_one()
    {
        var submission = await _given.Scored(await _given.Competition(), accuracy: 0.9);

        (await RerunAsync(submission)).ShouldBe(1);
        (await FindAsync(submission)).Status.ShouldBe(SubmissionStatus.Queued);
        (await EntryAsync(submission))!.Primary.ShouldBe(0.9);
        await _given.Report(submission, ("accuracy", 0.7));

        (await EntryAsync(submission))!.Primary.ShouldBe(0.7);
        (await node.QueryAsync(db => db.RunScores.CountAsync(s => db.Runs.Any(r => r.Id == s.RunId && r.SubmissionId == submission.Id)))).ShouldBe(3);
    }

    [Fact]
    public async Task a_rerun_that_fails_takes_no_earlier_score_away()
    {
        var submission = await _given.Scored(await _given.Competition(), accuracy: 0.9);
        await RerunAsync(submission);

        await _given.Fail(submission);

        (await FindAsync(submission)).Status.ShouldBe(SubmissionStatus.Scored);
        (await EntryAsync(submission))!.Primary.ShouldBe(0.9);
    }

    [Fact]
    public async Task what_is_under_way_is_not_run_again()
    {
        var submission = await _given.Submission(await _given.Competition());

        (await RerunAsync(submission)).ShouldBe(0);
    }

    private static Dictionary<string, double> Scores(params (string Key, double Value)[] scores) => scores.ToDictionary(s => s.Key, s => s.Value);

    private async Task<TestLease> LeaseAsync(Submission submission)
    {
        var run = await node.QueryAsync(db => db.Runs.SingleAsync(r => r.SubmissionId == submission.Id && r.EndedAt == null));
        return new TestLease(run.Id, await _given.Lease(run.Id));
    }

    private Task<LeaseOutcome> ReportAsync(TestLease lease, Func<RunReport, RunReport> change) => new TestWorker(node).ReportAsync(lease.Id, lease.FencingToken, change);

    private Task ExpireAsync() => new TestWorker(node).ExpireAsync();

    private Task<int> CancelAsync(Submission submission) => node.DoAsync<CancelRuns, int>(cancel => cancel.ExecuteAsync(submission.Id, null, CancellationToken.None));

    private Task<int> RerunAsync(Submission submission) => node.DoAsync<RerunSubmission, int>(rerun => rerun.ExecuteAsync(submission.Id, CancellationToken.None));

    private Task<Submission> FindAsync(Submission submission) => node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id));

    private Task<Entry?> EntryAsync(Submission submission) =>
        node.QueryAsync(db => db.Entries.Include(e => e.Scores).SingleOrDefaultAsync(e => e.SubmissionId == submission.Id));

    private sealed record TestLease(Guid Id, int FencingToken);
}
