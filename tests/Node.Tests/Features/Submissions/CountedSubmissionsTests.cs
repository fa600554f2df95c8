using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions;
using Agon.Node.Tests.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Submissions;

/// <summary>What counts towards limits: whoever may have learned a score has used a submission.</summary>
public sealed class CountedSubmissionsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private readonly Given _given = node.Given;
    private readonly TestWorker _worker = new(node);

    [Fact]
    public async Task what_was_cancelled_before_its_scoring_costs_nothing()
    {
        var submission = await Submission();
        var (run, token) = await LeaseAsync(submission);
        await _worker.RenewAsync(run, token, RunStep.Predicting);

        await CancelAsync(submission);
        await FailAsync(run, token, RunFailureCode.Cancelled);

        await ShouldBe(submission, SubmissionStatus.Cancelled, isCounted: false);
    }

    [Fact]
    public async Task what_was_cancelled_during_its_scoring_counts()
    {
        var submission = await Submission();
        var (run, token) = await LeaseAsync(submission);
        await _worker.RenewAsync(run, token, RunStep.Scoring);

        await CancelAsync(submission);
        await FailAsync(run, token, RunFailureCode.Cancelled);

        await ShouldBe(submission, SubmissionStatus.Cancelled, isCounted: true);
    }

    [Fact]
    public async Task text_of_the_scoring_program_is_scoring_whatever_the_step()
    {
        var submission = await Submission();
        var (run, token) = await LeaseAsync(submission);
        await _worker.RenewAsync(run, token, RunStep.Preparing, new LogChunk(LogStream.Scoring, 0, "accuracy so far: 0.9"));

        await CancelAsync(submission);
        await FailAsync(run, token, RunFailureCode.Cancelled);

        await ShouldBe(submission, SubmissionStatus.Cancelled, isCounted: true);
    }

    [Fact]
    public async Task scoring_that_was_reached_is_not_forgotten_when_the_worker_is_lost()
    {
        var submission = await Submission();
        var (run, token) = await LeaseAsync(submission);
        await _worker.RenewAsync(run, token, RunStep.Scoring);
        await _worker.ExpireAsync();

        await CancelAsync(submission);

        await ShouldBe(submission, SubmissionStatus.Cancelled, isCounted: true);
    }

    [Fact]
    public async Task one_scored_task_makes_it_count_though_the_rest_is_cancelled()
    {
        var submission = await Submission(AddTask);
        var (run, token) = await LeaseAsync(submission);
        await _worker.ReportAsync(run, token, r => r with { Scores = new Dictionary<string, double> { ["accuracy"] = 0.9 } });

        await CancelAsync(submission);

        await ShouldBe(submission, SubmissionStatus.Cancelled, isCounted: true);
    }

    [Theory]
    [InlineData(RunFailureCode.SubmissionFailed, false, false)]
    [InlineData(RunFailureCode.TimedOut, false, false)]
    [InlineData(RunFailureCode.TimedOut, true, true)]
    [InlineData(RunFailureCode.OutOfMemory, true, true)]
    [InlineData(RunFailureCode.ScoringFailed, false, true)]
    [InlineData(RunFailureCode.ScoresMissing, false, true)]
    [InlineData(RunFailureCode.TaskUnreadable, true, false)]
    [InlineData(RunFailureCode.ImageMissing, true, false)]
    [InlineData(RunFailureCode.WorkersLost, true, false)]
    public async Task a_failure_counts_once_scoring_was_reached_unless_it_is_others_fault(RunFailureCode code, bool reachesScoring, bool isCounted)
    {
        var submission = await Submission();
        var (run, token) = await LeaseAsync(submission);
        await _worker.RenewAsync(run, token, reachesScoring ? RunStep.Scoring : RunStep.Predicting);

        await FailAsync(run, token, code);

        await ShouldBe(submission, SubmissionStatus.Failed, isCounted);
    }

    [Fact]
    public async Task what_counts_fills_the_limit()
    {
        var competition = await _given.Competition(change: c => c.Phases[0].MaxSubmissions = 1);
        var account = await _given.ParticipantOf(competition);
        await _given.Fail(await _given.Submission(competition, account), RunFailureCode.SubmissionFailed);
        await _given.Fail(await _given.Submission(competition, account), RunFailureCode.ScoringFailed);

        (await _given.Sent(competition, account)).ShouldBeOfType<ReceiveSubmissionOutcome.Refused>().Failure.ShouldBe(new SubmissionFailure.TotalReached(1));
    }

    [Fact]
    public async Task the_page_says_what_it_cost()
    {
        var submission = await Submission();
        await _given.Fail(submission, RunFailureCode.ScoringFailed);

        var page = await (await node.BrowserOf(await node.QueryAsync(db => db.Users.SingleAsync(u => u.Id == submission.AccountId)))).VisitAsync($"/submissions/{submission.Id}");

        page.ShouldSay("Its scoring had begun, so it counts towards the limits.");
    }

    private static void AddTask(Competition competition)
    {
        var task = new CompetitionTask { Id = Guid.CreateVersion7(), Number = 2, Name = "Second", ScoringProgramId = competition.Tasks[0].ScoringProgramId };
        competition.Tasks.Add(task);
        competition.Phases[0].Tasks.Add(new PhaseTask { TaskId = task.Id, Number = 2 });
    }

    private async Task<Submission> Submission(Action<Competition>? change = null) => await _given.Submission(await _given.Competition(change: change));

    private async Task<(Guid Run, int Token)> LeaseAsync(Submission submission)
    {
        var run = await node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id).OrderBy(r => r.Number).Select(r => r.Id).FirstAsync());
        return (run, await _given.Lease(run));
    }

    private Task CancelAsync(Submission submission) => node.DoAsync<CancelRuns, int>(cancel => cancel.ExecuteAsync(submission.Id, null, CancellationToken.None));

    private Task FailAsync(Guid run, int token, RunFailureCode code) => _worker.ReportAsync(run, token, r => r with { Failure = new RunFailure(code, "It ended.") });

    private async Task ShouldBe(Submission submission, SubmissionStatus status, bool isCounted)
    {
        var found = await node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id));
        (found.Status, found.IsCounted).ShouldBe((status, isCounted));
    }
}
