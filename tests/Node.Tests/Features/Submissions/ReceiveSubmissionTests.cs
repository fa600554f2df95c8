using System.Security.Cryptography;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Files;
using Agon.Node.Features.Files.Zips;
using Agon.Node.Features.Participation;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Submissions;

public sealed class ReceiveSubmissionTests(NodeHost node) : IClassFixture<NodeHost>
{
    private readonly Given _given = node.Given;

    [Fact]
    public async Task a_submission_gets_a_number_and_a_run_for_each_task()
    {
        var competition = await _given.Competition(change: c => AddTask(c));
        var account = await _given.ParticipantOf(competition);

        var first = await _given.Submission(competition, account);
        var second = await _given.Submission(competition, account);

        (first.Number, second.Number).ShouldBe((1, 2));
        var runs = await node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == first.Id).OrderBy(r => r.Number).ToListAsync());
        runs.Select(r => (r.Number, r.Status)).ShouldBe([(1, RunStatus.Queued), (2, RunStatus.Queued)]);
        runs.Select(r => r.TaskId).ShouldBe(competition.Tasks.Select(t => t.Id));
    }

    [Fact]
    public async Task a_stranger_is_told_to_join()
    {
        var competition = await _given.Competition();

        (await RefusalAsync(competition, await _given.Account())).ShouldBeOfType<SubmissionFailure.NotJoined>();
    }

    [Fact]
    public async Task somebody_who_waits_for_approval_is_refused()
    {
        var competition = await _given.Competition();
        var account = await _given.Account();
        await _given.Participant(competition, account, state: ParticipantState.Pending);

        (await RefusalAsync(competition, account)).ShouldBeOfType<SubmissionFailure.AwaitingApproval>();
    }

    [Fact]
    public async Task somebody_who_was_denied_is_refused()
    {
        var competition = await _given.Competition();
        var account = await _given.Account();
        await _given.Participant(competition, account, state: ParticipantState.Denied);

        (await RefusalAsync(competition, account)).ShouldBeOfType<SubmissionFailure.Denied>();
    }

    [Fact]
    public async Task a_draft_takes_nothing_from_participants_but_lets_its_organizer_try()
    {
        var organizer = await _given.Account();
        var competition = await _given.Competition(organizer, isPublished: false);

        (await RefusalAsync(competition, await _given.ParticipantOf(competition))).ShouldBeOfType<SubmissionFailure.NotPublished>();
        (await _given.Sent(competition, organizer)).ShouldBeOfType<ReceiveSubmissionOutcome.Received>();
    }

    [Fact]
    public async Task a_phase_that_is_not_open_yet_takes_nothing()
    {
        var opens = node.Clock.GetUtcNow().AddHours(1);
        var competition = await _given.Competition(change: c => c.Phases[0].StartsAt = opens);

        (await RefusalAsync(competition, await _given.ParticipantOf(competition))).ShouldBe(new SubmissionFailure.NotOpenYet("Development", opens));
    }

    [Fact]
    public async Task a_phase_is_open_to_the_last_moment_and_closed_at_its_end()
    {
        var end = node.Clock.GetUtcNow();
        var open = await _given.Competition(change: c => c.Phases[0].EndsAt = end.AddMicroseconds(1));
        var closed = await _given.Competition(change: c => c.Phases[0].EndsAt = end);

        (await _given.Sent(open, await _given.ParticipantOf(open))).ShouldBeOfType<ReceiveSubmissionOutcome.Received>();
        (await RefusalAsync(closed, await _given.ParticipantOf(closed))).ShouldBe(new SubmissionFailure.Closed("Development", end));
    }

    [Fact]
    public async Task the_daily_limit_holds_until_the_next_utc_day()
    {
        var competition = await _given.Competition(change: c => c.Phases[0].MaxSubmissionsPerDay = 2);
        var account = await _given.ParticipantOf(competition);
        await _given.Submission(competition, account);
        await _given.Submission(competition, account);
        var midnight = SubmissionLimits.DayOf(node.Clock.GetUtcNow()).AddDays(1);

        (await RefusalAsync(competition, account)).ShouldBe(new SubmissionFailure.DailyReached(2, midnight));

        node.Clock.MoveTo(midnight);
        (await _given.Sent(competition, account)).ShouldBeOfType<ReceiveSubmissionOutcome.Received>();
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(null, 0)]
    [InlineData(0, 0)]
    public async Task a_limit_of_zero_takes_nothing_from_anybody(int? perDay, int? inAll)
    {
        var competition = await _given.Competition(change: c => (c.Phases[0].MaxSubmissionsPerDay, c.Phases[0].MaxSubmissions) = (perDay, inAll));

        (await RefusalAsync(competition, await _given.ParticipantOf(competition))).ShouldBeOfType<SubmissionFailure.TakesNone>();
    }

    [Fact]
    public async Task a_phase_for_results_refuses_a_zip_that_asks_for_a_program_to_be_run()
    {
        var competition = await _given.Competition(change: c => c.Phases[0].AcceptsOnlyResults = true);
        var account = await _given.ParticipantOf(competition);

        var code = await _given.Sent(competition, account, Given.Zip(("metadata", "command: python3 model.py"), ("model.py", "print(1)")));

        code.ShouldBeOfType<ReceiveSubmissionOutcome.Refused>().Failure.ShouldBe(new SubmissionFailure.CodeNotTaken("Development"));
        (await _given.Sent(competition, account, Given.Zip(("answers.csv", "1,2,3")))).ShouldBeOfType<ReceiveSubmissionOutcome.Received>();
    }

    [Fact]
    public async Task the_limit_of_the_phase_holds_for_good()
    {
        var competition = await _given.Competition(change: c => c.Phases[0].MaxSubmissions = 1);
        var account = await _given.ParticipantOf(competition);
        await _given.Submission(competition, account);

        (await RefusalAsync(competition, account)).ShouldBe(new SubmissionFailure.TotalReached(1));
    }

    [Fact]
    public async Task a_failed_submission_costs_nothing_and_a_scored_one_does()
    {
        var competition = await _given.Competition(change: c => c.Phases[0].MaxSubmissions = 1);
        var account = await _given.ParticipantOf(competition);

        await _given.Fail(await _given.Submission(competition, account), Agon.Federation.Contracts.Runs.RunFailureCode.SubmissionFailed);
        await _given.Scored(competition, account);

        (await RefusalAsync(competition, account)).ShouldBe(new SubmissionFailure.TotalReached(1));
    }

    [Fact]
    public async Task a_cancelled_submission_costs_nothing()
    {
        var competition = await _given.Competition(change: c => c.Phases[0].MaxSubmissions = 1);
        var account = await _given.ParticipantOf(competition);
        var cancelled = await _given.Submission(competition, account);
        await node.DoAsync<CancelRuns, int>(cancel => cancel.ExecuteAsync(cancelled.Id, null, CancellationToken.None));

        (await _given.Sent(competition, account)).ShouldBeOfType<ReceiveSubmissionOutcome.Received>();
    }

    [Fact]
    public async Task limits_are_per_person_and_phase()
    {
        var competition = await _given.Competition(change: c => c.Phases[0].MaxSubmissions = 1);
        await _given.Submission(competition);

        await _given.Submission(competition);
    }

    [Fact]
    public async Task however_many_arrive_at_once_the_limit_holds_and_numbers_have_no_gap()
    {
        var competition = await _given.Competition(change: c => c.Phases[0].MaxSubmissionsPerDay = 3);
        var account = await _given.ParticipantOf(competition);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Task.Run(() => _given.Sent(competition, account))));

        outcomes.OfType<ReceiveSubmissionOutcome.Received>().Select(o => o.Submission.Number).Order().ShouldBe([1, 2, 3]);
        outcomes.OfType<ReceiveSubmissionOutcome.Refused>().ShouldAllBe(o => o.Failure is SubmissionFailure.DailyReached);
    }

    [Fact]
    public async Task a_refused_submission_leaves_no_trace()
    {
        var competition = await _given.Competition();

        var zip = Given.Zip(("refused.csv", "4,5,6"));
        await _given.Sent(competition, await _given.Account(), zip);

        (await node.QueryAsync(db => db.Submissions.CountAsync(s => s.CompetitionId == competition.Id))).ShouldBe(0);
        (await _given.Submission(competition)).Number.ShouldBe(1);
        node.Clock.Advance(TimeSpan.FromDays(2));
        await node.DoAsync<SweepBlobs, int>(sweep => sweep.ExecuteAsync(CancellationToken.None));
        (await node.Services.GetRequiredService<IFileStore>().OpenAsync(Convert.ToHexStringLower(SHA256.HashData(zip)), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task what_is_no_zip_is_refused_with_what_to_do()
    {
        var failure = await ZipRefusalAsync("this is text"u8.ToArray());

        failure.ShouldBeOfType<SubmissionFailure.UnusableZip>().Problems.Single().Code.ShouldBe(ZipProblemCode.NotAZip);
    }

    [Fact]
    public async Task a_zip_that_was_cut_off_is_refused() => (await ZipRefusalAsync(Given.Predictions()[..^10])).ShouldBeOfType<SubmissionFailure.UnusableZip>();

    [Fact]
    public async Task a_zip_that_leads_out_of_itself_is_refused() =>
        (await ZipRefusalAsync(Given.Zip(("../../etc/passwd", "x")))).ShouldBeOfType<SubmissionFailure.UnusableZip>().Problems.Single().Code.ShouldBe(ZipProblemCode.Escape);

    [Theory]
    [InlineData("folder/")]
    [InlineData("__MACOSX/._x")]
    public async Task a_zip_without_a_file_is_refused(string path) => (await ZipRefusalAsync(Given.Zip((path, "")))).ShouldBeOfType<SubmissionFailure.EmptyZip>();

    [Theory]
    [InlineData(true, false, "results/a.csv", "results/b.csv", "__MACOSX/results/._a.csv")]
    [InlineData(false, false, "results/a.csv", "b.csv")]
    [InlineData(false, true, "metadata", "run.py")]
    [InlineData(true, false, "code/metadata", "code/run.py")]
    public async Task what_often_goes_wrong_is_noted(bool hasFolder, bool hasMetadata, params string[] paths)
    {
        var competition = await _given.Competition();

        var submission = await _given.Submission(competition, zip: Given.Zip([.. paths.Select(p => (p, "x"))]));

        (submission.HasWrappingFolder, submission.HasMetadata).ShouldBe((hasFolder, hasMetadata));
    }

    [Fact]
    public void every_refusal_has_a_sentence()
    {
        var now = node.Clock.GetUtcNow();
        SubmissionFailure[] all =
        [
            new SubmissionFailure.NotJoined(), new SubmissionFailure.AwaitingApproval(), new SubmissionFailure.Denied(), new SubmissionFailure.NotPublished(),
            new SubmissionFailure.NotOpenYet("P", now), new SubmissionFailure.Closed("P", now), new SubmissionFailure.DailyReached(1, now),
            new SubmissionFailure.TotalReached(1), new SubmissionFailure.NotReceived(new UploadFailure.Empty()),
            new SubmissionFailure.UnusableZip([ZipMessages.NotAZip()]), new SubmissionFailure.EmptyZip(),
            new SubmissionFailure.TakesNone(), new SubmissionFailure.CodeNotTaken("P"),
            new SubmissionFailure.FactSheetIncomplete([new("method", "Answer “Method?”.")]),
        ];

        all.Select(f => f.GetType()).ShouldBe(typeof(SubmissionFailure).GetNestedTypes(), ignoreOrder: true);
        all.ShouldAllBe(f => SubmissionMessages.Sentence(f).EndsWith('.'));
    }

    private static void AddTask(Competition competition)
    {
        var task = new CompetitionTask { Id = Guid.CreateVersion7(), Number = 2, Name = "Second", ScoringProgramId = competition.Tasks[0].ScoringProgramId };
        competition.Tasks.Add(task);
        competition.Phases[0].Tasks.Add(new PhaseTask { TaskId = task.Id, Number = 2 });
    }

    private async Task<SubmissionFailure> RefusalAsync(Competition competition, Agon.Portal.Accounts.Account account) =>
        (await _given.Sent(competition, account)).ShouldBeOfType<ReceiveSubmissionOutcome.Refused>().Failure;

    private async Task<SubmissionFailure> ZipRefusalAsync(byte[] bytes)
    {
        var competition = await _given.Competition();
        return (await _given.Sent(competition, await _given.ParticipantOf(competition), bytes)).ShouldBeOfType<ReceiveSubmissionOutcome.Refused>().Failure;
    }
}
