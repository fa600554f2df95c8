using System.Net;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Submissions;

/// <summary>A participant's own submissions, and all of them for organizers.</summary>
public sealed class ListsTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task my_submissions_are_mine_with_their_state_and_score()
    {
        var competition = await node.Given.Competition();
        var account = await node.Given.ParticipantOf(competition);
        await node.Given.Scored(competition, account, 0.8126);
        await node.Given.Fail(await node.Given.Submission(competition, account), RunFailureCode.OutOfMemory);
        await node.Given.Scored(competition);

        var page = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions");

        page.ShouldSay("2 submissions, newest first");
        page.ShouldSay("0.813");
        page.ShouldSay("Out of memory");
        page.ShouldSay("stands there");
    }

    [Fact]
    public async Task without_any_it_says_what_to_do()
    {
        var competition = await node.Given.Competition();

        (await (await node.BrowserOf(await node.Given.ParticipantOf(competition))).VisitAsync($"/competitions/{competition.Slug}/submissions"))
            .ShouldSay("You have not submitted anything here yet.");
    }

    [Fact]
    public async Task a_participant_chooses_what_stands_on_the_leaderboard()
    {
        var competition = await node.Given.Competition(rule: SubmissionRule.AddAndDelete);
        var account = await node.Given.ParticipantOf(competition);
        var submission = await node.Given.Scored(competition, account);
        var list = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions");

        var chosen = await list.Form("Choose").SendAsync();
        chosen.ShouldSay($"Submission {submission.Number} stands on the leaderboard.");
        (await chosen.Form("Take off").SendAsync()).ShouldSay($"Submission {submission.Number} is off the leaderboard.");
    }

    [Fact]
    public async Task a_submission_of_another_competition_is_not_chosen_here()
    {
        var (here, there) = (await node.Given.Competition(rule: SubmissionRule.Add), await node.Given.Competition(rule: SubmissionRule.Add));
        var account = await node.Given.ParticipantOf(here);
        await node.Given.Participant(there, account);
        await node.Given.Scored(here, account);
        var other = await node.Given.Scored(there, account);
        var browser = await node.BrowserOf(account);
        var page = await browser.VisitAsync($"/competitions/{here.Slug}/submissions");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["submission"] = $"{other.Id}",
            ["__RequestVerificationToken"] = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        });

        using var response = await browser.Http.PostAsync($"/competitions/{here.Slug}/submissions?handler=Choose", form, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await node.QueryAsync(db => db.Entries.CountAsync(e => e.SubmissionId == other.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task scores_of_a_hidden_leaderboard_are_not_listed()
    {
        var competition = await node.Given.Competition(change: c => c.Leaderboards[0].IsHidden = true);
        var account = await node.Given.ParticipantOf(competition);
        await node.Given.Scored(competition, account, 0.777);

        (await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions")).ShouldNotSay("0.777");
    }

    [Fact]
    public async Task long_lists_have_pages()
    {
        var competition = await node.Given.Competition();
        var account = await node.Given.ParticipantOf(competition);
        for (var i = 0; i <= ListSubmissions.PageSize; i++)
        {
            await node.Given.Submission(competition, account);
        }

        var first = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions");
        var second = await first.FollowAsync("Next");

        first.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(ListSubmissions.PageSize);
        second.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
    }

    [Fact]
    public async Task organizers_see_all_and_filter_by_state_and_name()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        await node.Given.Scored(competition, await node.Given.ParticipantOf(competition, "Ada Adder"));
        await node.Given.Fail(await node.Given.Submission(competition, await node.Given.ParticipantOf(competition, "Bo Beetle")));
        var browser = await node.BrowserOf(organizer);
        var address = $"/competitions/{competition.Slug}/manage/submissions";

        (await browser.VisitAsync(address)).ShouldSay("2 submissions, newest first");
        var failed = await browser.VisitAsync($"{address}?status=failed");
        failed.ShouldSay("Bo Beetle");
        failed.ShouldNotSay("Ada Adder");
        (await browser.VisitAsync($"{address}?search=adder")).ShouldSay("1 submission, newest first");
        (await browser.VisitAsync($"{address}?status=nonsense")).ShouldSay("2 submissions, newest first");
    }

    [Fact]
    public async Task an_organizer_runs_one_again()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        var submission = await node.Given.Scored(competition);
        var list = await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/submissions");

        var page = await list.Form("Run again").SendAsync();

        page.ShouldSay("is run again");
        (await node.QueryAsync(db => db.Runs.CountAsync(r => r.SubmissionId == submission.Id))).ShouldBe(2);
    }

    [Fact]
    public async Task participants_do_not_see_the_organizers_list()
    {
        var competition = await node.Given.Competition();

        (await (await node.BrowserOf(await node.Given.ParticipantOf(competition))).VisitAsync($"/competitions/{competition.Slug}/manage/submissions")).Status
            .ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task lists_take_the_same_number_of_queries_however_long_they_are()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        await node.Given.Scored(competition);
        var browser = await node.BrowserOf(organizer);
        var address = $"/competitions/{competition.Slug}/manage/submissions";
        await browser.VisitAsync(address);
        using var counter = new CommandCounter(node);
        await browser.VisitAsync(address);
        var forOne = counter.Count;
        for (var i = 0; i < 5; i++)
        {
            await node.Given.Scored(competition);
        }

        var before = counter.Count;
        await browser.VisitAsync(address);

        (counter.Count - before).ShouldBe(forOne);
    }
}
