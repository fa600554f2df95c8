using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Runs;

/// <summary>Competitions whose organizers start the runs themselves.</summary>
public sealed class StartRunsTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();
    private readonly TestWorker _worker;
    private Account _organizer = null!;
    private Competition _competition = null!;

    public StartRunsTests() => _worker = new TestWorker(_node);

    private Given Given => _node.Given;

    public async ValueTask InitializeAsync()
    {
        await _node.InitializeAsync();
        _organizer = await Given.Account("Olga Organizer");
        _competition = await Given.Competition(_organizer, change: c => c.RunsSubmissionsAtOnce = false);
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task a_submission_waits_until_an_organizer_starts_it()
    {
        var submission = await Given.Submission(_competition);

        (await StatusAsync(submission)).ShouldBe(SubmissionStatus.Received);
        (await _worker.LeaseAsync()).ShouldBeNull();

        (await StartAsync(submission)).ShouldBe(1);

        (await StatusAsync(submission)).ShouldBe(SubmissionStatus.Queued);
        (await _worker.LeaseAsync())!.Id.ShouldBe(await _worker.RunOfAsync(submission));
    }

    [Fact]
    public async Task what_was_started_is_not_started_again()
    {
        var submission = await Given.Submission(_competition);
        await StartAsync(submission);

        (await StartAsync(submission)).ShouldBe(0);
        (await _node.QueryAsync(db => db.Runs.CountAsync(r => r.SubmissionId == submission.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task all_that_wait_are_started_the_oldest_first_and_others_competitions_are_left_alone()
    {
        var other = await Given.Submission(await Given.Competition(change: c => c.RunsSubmissionsAtOnce = false));
        var first = await Given.Submission(_competition);
        _node.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Given.Submission(_competition);

        (await _node.DoAsync<StartRuns, int>(start => start.AllAsync(_competition.Id, CancellationToken.None))).ShouldBe(2);

        (await _worker.LeaseAsync())!.Id.ShouldBe(await _worker.RunOfAsync(first));
        (await _worker.LeaseAsync())!.Id.ShouldBe(await _worker.RunOfAsync(second));
        (await StatusAsync(other)).ShouldBe(SubmissionStatus.Received);
    }

    [Fact]
    public async Task its_sender_cancels_what_waits_at_no_cost()
    {
        var submission = await Given.Submission(_competition);

        await _node.DoAsync<CancelRuns, int>(cancel => cancel.ExecuteAsync(submission.Id, null, CancellationToken.None));

        (await StatusAsync(submission)).ShouldBe(SubmissionStatus.Cancelled);
        (await _node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id))).IsCounted.ShouldBeFalse();
        (await StartAsync(submission)).ShouldBe(0);
    }

    [Fact]
    public async Task the_page_says_whose_turn_it_is_and_only_an_organizer_starts_there()
    {
        var participant = await Given.ParticipantOf(_competition);
        var submission = await Given.Submission(_competition, participant);
        var address = $"/submissions/{submission.Id}";

        var theirs = await (await _node.BrowserOf(participant)).VisitAsync(address);
        theirs.ShouldSay("Waits for an organizer to start it");
        theirs.Document.QuerySelectorAll("button").ShouldNotContain(b => b.TextContent == "Start");

        var page = await (await _node.BrowserOf(_organizer)).VisitAsync(address);
        (await page.Form("Start").SendAsync()).ShouldSay($"Submission {submission.Number} is started: it waits for a worker now.");
    }

    [Fact]
    public async Task the_list_starts_one_or_all()
    {
        await Given.Submission(_competition);
        await Given.Submission(_competition);
        await Given.Submission(_competition);
        var browser = await _node.BrowserOf(_organizer);
        var page = await browser.VisitAsync($"/competitions/{_competition.Slug}/manage/submissions");

        (await page.Form("Start").SendAsync()).ShouldSay("is started");
        page = await browser.VisitAsync($"/competitions/{_competition.Slug}/manage/submissions");
        (await page.Form("Start all that wait (2)").SendAsync()).ShouldSay("2 submissions started.");
        (await browser.VisitAsync($"/competitions/{_competition.Slug}/manage")).ShouldSay("0 submissions wait for you to start them");
    }

    [Fact]
    public async Task programs_start_with_a_token_of_an_organizer()
    {
        var account = await Given.ParticipantOf(_competition);
        var submission = await Given.Submission(_competition, account);
        var address = $"/api/v1/submissions/{submission.Id}/start";
        using var participant = _node.Api(await Given.Token(account, ApiScopes.Organize));
        using var organizer = _node.Api(await Given.Token(_organizer, ApiScopes.Organize));

        (await participant.PostAsync(address, null, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var started = await organizer.PostAsync(address, null, TestContext.Current.CancellationToken);
        (await started.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("status").GetString().ShouldBe("Queued");
        (await organizer.PostAsync(address, null, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private Task<int> StartAsync(Submission submission) => _node.DoAsync<StartRuns, int>(start => start.ExecuteAsync(submission.Id, CancellationToken.None));

    private async Task<SubmissionStatus> StatusAsync(Submission submission) => (await _node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id))).Status;
}
