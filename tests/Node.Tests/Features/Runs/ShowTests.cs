using System.Net;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Runs.Leases;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Runs;

/// <summary>The page of a submission with its runs.</summary>
public sealed class ShowTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task a_waiting_run_says_where_it_stands()
    {
        var (owner, _, submission) = await Sent();

        var page = await VisitAsync(owner, submission);

        page.Heading.ShouldBe($"Submission {submission.Number}");
        page.ShouldSay("Queued (now)");
        page.ShouldSay("Nothing was written yet.");
        page.ShouldSay("results, given to the scoring program");
        page.Document.QuerySelector("[data-events]")!.GetAttribute("data-events")!.ShouldStartWith($"/submissions/{submission.Id}/events?run=1&seen=");
    }

    [Fact]
    public async Task a_running_run_shows_its_step_its_log_and_its_image()
    {
        var (owner, _, submission) = await Sent();
        var run = await RunOf(submission);
        var token = await node.Given.Lease(run, "gpu-2");
        await Renew(run, token, r => r with
        {
            Step = RunStep.Predicting,
            Logs = [new LogChunk(LogStream.Submission, 0, "epoch 1 <b>bold</b>")],
            Image = new RunImage("agon-runtime:1", "sha256:5b1e"),
        });

        var page = await VisitAsync(owner, submission);

        page.ShouldSay("Preparing on gpu-2 (done)");
        page.ShouldSay("Predicting (now)");
        page.ShouldSay("The organizers asked for an-image:1; the worker replaced it by agon-runtime:1.");
        var log = page.Document.QuerySelector("pre[data-log]")!;
        log.TextContent.ShouldBe("epoch 1 <b>bold</b>");
        log.GetAttribute("data-log").ShouldBe("1.1.Submission");
        log.GetAttribute("data-offset").ShouldBe("19");
    }

    [Fact]
    public async Task a_failed_run_is_named_and_shows_what_its_worker_says_to_do()
    {
        var (owner, _, submission) = await Sent();
        await node.Given.Fail(submission, RunFailureCode.TimedOut, "Predicting took longer than 10 minutes.");

        var page = await VisitAsync(owner, submission);

        page.ShouldSay("Out of time");
        page.ShouldSay("Predicting took longer than 10 minutes.");
        page.ShouldSay("It costs nothing of the limits.");
        page.Document.QuerySelector("[data-events]")!.GetAttribute("data-events").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task a_scored_run_shows_scores_and_what_no_column_shows()
    {
        var (owner, organizer, submission) = await Sent();
        await node.Given.Report(submission, ("accuracy", 0.8126), ("loss", 2), ("extra", 7.5));

        var page = await VisitAsync(owner, submission);
        page.ShouldSay("Accuracy (ranks) 0.813");
        page.ShouldSay("extra not shown by a column");
        page.ShouldNotSay("7.5");
        page.ShouldSay("on the leaderboard");
        (await VisitAsync(organizer, submission)).ShouldSay("extra 7.5, not shown by a column");
    }

    [Fact]
    public async Task a_missing_ranking_score_is_named()
    {
        var (owner, _, submission) = await Sent();
        await node.Given.Report(submission, ("loss", 2));

        (await VisitAsync(owner, submission)).ShouldSay("The scoring program wrote no accuracy, which ranks: the submission stands last, without a rank.");
    }

    [Fact]
    public async Task scores_of_a_hidden_leaderboard_stay_hidden()
    {
        var (owner, organizer, submission) = await Sent(c => c.Leaderboards[0].IsHidden = true);
        await node.Given.Report(submission, ("accuracy", 0.777), ("extra", 7));

        var page = await VisitAsync(owner, submission);
        page.ShouldSay("The organizers keep the scores of this phase to themselves for now.");
        page.ShouldNotSay("0.777");
        (await VisitAsync(organizer, submission)).ShouldSay("0.777");
    }

    [Fact]
    public async Task hidden_logs_are_for_organizers()
    {
        var (owner, organizer, submission) = await Sent(c => c.Phases[0].HideOutput = true);
        var run = await RunOf(submission);
        await Renew(run, await node.Given.Lease(run), r => r with { Logs = [new LogChunk(LogStream.Scoring, 0, "the answer is 42")] });

        var page = await VisitAsync(owner, submission);
        page.ShouldSay("The organizers keep logs to themselves in this phase.");
        page.ShouldNotSay("the answer is 42");
        (await VisitAsync(organizer, submission)).ShouldSay("the answer is 42");
    }

    [Fact]
    public async Task a_wrapping_folder_is_pointed_out()
    {
        var competition = await node.Given.Competition();
        var owner = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Submission(competition, owner, Given.Zip(("mine/predictions.csv", "1")));

        (await VisitAsync(owner, submission)).ShouldSay("Everything in your zip lies in one folder.");
    }

    [Fact]
    public async Task the_owner_cancels_by_the_button()
    {
        var (owner, _, submission) = await Sent();

        var page = await (await VisitAsync(owner, submission)).Form("Cancel").SendAsync();

        page.ShouldSay("Cancelled.");
        (await node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id))).Status.ShouldBe(SubmissionStatus.Cancelled);
    }

    [Fact]
    public async Task an_organizer_runs_it_again_and_both_runs_stay()
    {
        var (_, organizer, submission) = await Sent();
        await node.Given.Fail(submission);

        var page = await (await VisitAsync(organizer, submission)).Form("Run again").SendAsync();

        page.ShouldSay("is run again.");
        page.ShouldSay("Run 1: Classify, failed");
        page.ShouldSay("Run 2: Classify, queued");
        (await (await node.BrowserOf(organizer)).VisitAsync($"/submissions/{submission.Id}?run=1")).ShouldSay("The scoring program failed");
    }

    [Fact]
    public async Task for_others_it_does_not_exist()
    {
        var (_, _, submission) = await Sent();
        var competition = await node.QueryAsync(db => db.Competitions.SingleAsync(c => c.Id == submission.CompetitionId));

        (await VisitAsync(await node.Given.Account(), submission)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await VisitAsync(await node.Given.ParticipantOf(competition), submission)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await VisitAsync(await node.Given.Account(isOperator: true), submission)).Status.ShouldBe(HttpStatusCode.OK);
        (await node.Browser().VisitAsync($"/submissions/{submission.Id}")).Path.ShouldStartWith("/account/sign-in");
    }

    [Fact]
    public async Task a_run_that_is_not_there_is_404()
    {
        var (owner, _, submission) = await Sent();

        (await (await node.BrowserOf(owner)).VisitAsync($"/submissions/{submission.Id}?run=9")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await node.BrowserOf(owner)).VisitAsync($"/submissions/{submission.Id}?run=x")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void every_failure_has_a_title_of_its_own() => Enum.GetValues<RunFailureCode>().Select(RunMessages.Title).ShouldBeUnique();

    private async Task<(Account Owner, Account Organizer, Submission Submission)> Sent(Action<Competition>? change = null)
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: change);
        var owner = await node.Given.ParticipantOf(competition);
        return (owner, organizer, await node.Given.Submission(competition, owner));
    }

    private async Task<Page> VisitAsync(Account account, Submission submission) => await (await node.BrowserOf(account)).VisitAsync($"/submissions/{submission.Id}");

    private Task<Guid> RunOf(Submission submission) => node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id).Select(r => r.Id).SingleAsync());

    private Task<LeaseOutcome> Renew(Guid run, int token, Func<LeaseRenewal, LeaseRenewal> change) => node.DoAsync<RenewLease, LeaseOutcome>(renew =>
        renew.ExecuteAsync(run, change(new LeaseRenewal { FencingToken = token, Step = RunStep.Preparing }), CancellationToken.None));
}
