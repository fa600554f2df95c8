using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.FactSheets;

/// <summary>What a competition asks about submissions: when they are sent, and afterwards.</summary>
public sealed class FactSheetTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_questions_are_asked_at_submission_and_answers_stand_with_it()
    {
        var competition = await Asking();
        var account = await node.Given.ParticipantOf(competition);
        var form = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        var page = await form.Form("Submit").Fill("Which method?", "A forest").Fill("Model (may be empty)", "trees").Attach("Your zip", "mine.zip", Given.Predictions()).SendAsync();

        page.Path.ShouldStartWith("/submissions/");
        page.ShouldSay("Which method? A forest Model trees Extra data no");
    }

    [Fact]
    public async Task what_lacks_is_said_beside_the_question_and_what_was_answered_survives()
    {
        var competition = await Asking();
        var account = await node.Given.ParticipantOf(competition);
        var form = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        var page = await form.Form("Submit").Fill("Model (may be empty)", "nets").Attach("Your zip", "mine.zip", Given.Predictions()).SendAsync();

        page.Document.Title!.ShouldStartWith("Error:");
        page.ShouldSay("Error: Answer “Which method?”.");
        page.Document.QuerySelector("option[selected]")!.TextContent.ShouldBe("nets");
        (await node.QueryAsync(db => db.Submissions.CountAsync(s => s.CompetitionId == competition.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task answers_survive_a_zip_that_is_refused()
    {
        var competition = await Asking();
        var account = await node.Given.ParticipantOf(competition);
        var form = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/submissions/new");

        var broken = await form.Form("Submit").Fill("Which method?", "A forest").Attach("Your zip", "mine.zip", "no zip"u8.ToArray()).SendAsync();
        var empty = await form.Form("Submit").Fill("Which method?", "A forest").Attach("Your zip", "", []).SendAsync();

        foreach (var page in new[] { broken, empty })
        {
            page.Document.Title!.ShouldStartWith("Error:");
            page.Document.QuerySelector("fieldset input[type=text]")!.GetAttribute("value").ShouldBe("A forest");
        }
    }

    [Fact]
    public async Task its_sender_and_organizers_change_it_later_and_nobody_else()
    {
        var organizer = await node.Given.Account("Olga Organizer");
        var competition = await Asking(organizer);
        var account = await node.Given.ParticipantOf(competition);
        var submission = await Sent(competition, account);
        var address = $"/submissions/{submission.Id}/fact-sheet";

        foreach (var who in new[] { account, organizer })
        {
            var page = await (await node.BrowserOf(who)).VisitAsync(address);
            (await page.Form("Save").Fill("Which method?", $"By {who.DisplayName}").SendAsync()).ShouldSay($"Which method? By {who.DisplayName}");
        }

        var refused = await (await (await node.BrowserOf(account)).VisitAsync(address)).Form("Save").Fill("Which method?", "").SendAsync();
        refused.ShouldSay("Error: Answer “Which method?”.");
        (await (await node.BrowserOf(await node.Given.ParticipantOf(competition))).VisitAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task programs_send_answers_along_and_replace_them()
    {
        var competition = await Asking();
        var account = await node.Given.ParticipantOf(competition);
        using var http = node.Api(await node.Given.Token(account, ApiScopes.Read, ApiScopes.Submit));
        var address = $"/api/v1/competitions/{competition.Slug}/phases/1/submissions";

        using var lacking = await http.PostAsync(address, new ByteArrayContent(Given.Predictions()), Ct);
        var problem = await lacking.Content.ReadFromJsonAsync<JsonElement>(Ct);
        lacking.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem.GetProperty("type").GetString().ShouldBe("/docs/problems#incomplete");
        problem.GetProperty("problems")[0].GetProperty("key").GetString().ShouldBe("method");
        (await http.PostAsync($"{address}?factSheet=7", new ByteArrayContent(Given.Predictions()), Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var half = Uri.EscapeDataString("{\"method\": \"\\ud800\"}");
        (await http.PostAsync($"{address}?factSheet={half}", new ByteArrayContent(Given.Predictions()), Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var facts = Uri.EscapeDataString("{\"method\": \"A forest\", \"extra\": true}");
        using var taken = await http.PostAsync($"{address}?factSheet={facts}", new ByteArrayContent(Given.Predictions()), Ct);
        taken.StatusCode.ShouldBe(HttpStatusCode.Created);
        var sheet = $"/api/v1/submissions/{(await taken.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString()}/fact-sheet";
        (await http.GetStringAsync(sheet, Ct)).ShouldBe("{\"method\":\"A forest\",\"extra\":\"true\"}");

        (await http.PutAsJsonAsync(sheet, new { method = "A net", model = "nets" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetStringAsync(sheet, Ct)).ShouldBe("{\"method\":\"A net\",\"model\":\"nets\",\"extra\":\"false\"}");
        (await http.PutAsJsonAsync(sheet, new { method = "A net", model = "none" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await http.PutAsJsonAsync(sheet, new[] { 1 }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task organizers_add_change_and_remove_questions()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        var browser = await node.BrowserOf(organizer);
        var address = $"/competitions/{competition.Slug}/manage/fact-sheet";

        var page = await (await browser.VisitAsync(address)).Form("Add").Fill("Question", "Which model?").Fill("How it is answered", "Select")
            .Fill("Choices", "trees\nnets\n").Fill("Key", "model").Check("It has to be answered").SendAsync();
        page.ShouldSay("The question is saved.");
        page.ShouldSay("Which model? one of several choices model yes no");

        var again = await page.Form("Add").Fill("Question", "Twice?").Fill("Key", "model").SendAsync();
        again.ShouldSay("Error: There is a question with this key already.");
        (await page.Form("Add").Fill("Question", "Of what?").Fill("How it is answered", "Select").Fill("Choices", "one").Fill("Key", "few").SendAsync())
            .ShouldSay("Error: Write at least two choices");

        var question = await browser.VisitAsync(page.Document.QuerySelector("main tbody a")!.GetAttribute("href")!);
        (await question.Form("Save").Fill("Question", "Which kind of model?").SendAsync()).ShouldSay("Which kind of model?");
        (await question.Form("Remove the question and its answers").SendAsync()).ShouldSay("Nothing is asked so far.");
    }

    [Fact]
    public async Task an_imported_key_of_any_letters_is_no_hindrance_and_what_was_answered_keeps_its_kind()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: c =>
            c.FactSheet.Add(new() { Id = Guid.CreateVersion7(), Number = 1, Key = "Code URL", Title = "Where?", Kind = FactKind.Text }));
        var address = $"/competitions/{competition.Slug}/manage/fact-sheet/{competition.FactSheet[0].Id}";
        (await node.Given.Sent(competition, await node.Given.ParticipantOf(competition), facts: new Dictionary<string, string> { ["Code URL"] = "there" }))
            .ShouldBeOfType<ReceiveSubmissionOutcome.Received>();
        var page = await (await node.BrowserOf(organizer)).VisitAsync(address);

        (await page.Form("Save").Fill("Question", "Where is it?").SendAsync()).ShouldSay("The question is saved.");
        (await page.Form("Save").Fill("How it is answered", "Checkbox").SendAsync()).ShouldSay("Error: The question has been answered, so how it is answered stays.");
    }

    [Fact]
    public async Task a_question_that_goes_takes_its_answers_along()
    {
        var competition = await Asking();
        var submission = await Sent(competition, await node.Given.ParticipantOf(competition));

        await node.DoAsync<EditQuestions, bool>(async edit =>
        {
            await edit.RemoveAsync(competition.Id, competition.FactSheet[0].Id, Ct);
            return true;
        });

        (await node.QueryAsync(db => db.FactSheetAnswers.Where(a => a.SubmissionId == submission.Id).Select(a => a.Value).ToListAsync())).ShouldBe(["false"]);
    }

    private async Task<Submission> Sent(Competition competition, Account account) =>
        (await node.Given.Sent(competition, account, facts: new Dictionary<string, string> { ["method"] = "A forest" })).ShouldBeOfType<ReceiveSubmissionOutcome.Received>().Submission;

    private Task<Competition> Asking(Account? organizer = null) => node.Given.Competition(organizer, change: c => c.FactSheet.AddRange(
    [
        new() { Id = Guid.CreateVersion7(), Number = 1, Key = "method", Title = "Which method?", Kind = FactKind.Text, IsRequired = true },
        new() { Id = Guid.CreateVersion7(), Number = 2, Key = "model", Title = "Model", Kind = FactKind.Select, Choices = ["trees", "nets"] },
        new() { Id = Guid.CreateVersion7(), Number = 3, Key = "extra", Title = "Extra data", Kind = FactKind.Checkbox },
    ]));
}
