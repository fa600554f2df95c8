using System.Net;
using Agon.Node.Features.Competitions;
using Agon.Portal.Accounts;

namespace Agon.Node.Tests.Features.Competitions.Manage;

public sealed class DetailsTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task title_description_contact_reward_and_approval_are_saved()
    {
        var (page, competition, _) = await Open();

        var saved = await page.Form("Save").Fill("Title", " Rice ").Fill("Description", "Short.").Fill("Contact", "team@example.org").Fill("Reward", "Fame")
            .Check("People join at once, without approval", false).SendAsync();

        saved.ShouldSay("The details are saved.");
        var stored = await Stored(competition);
        (stored.Title, stored.Description, stored.ContactEmail, stored.Reward, stored.IsRegistrationAutoApproved).ShouldBe(("Rice", "Short.", "team@example.org", "Fame", false));
    }

    [Fact]
    public async Task empty_fields_are_none()
    {
        var (page, competition, _) = await Open(c => (c.ContactEmail, c.Reward) = ("a@example.org", "x"));

        await page.Form("Save").Fill("Contact", " ").Fill("Reward", "").SendAsync();

        ((await Stored(competition)).ContactEmail, (await Stored(competition)).Reward).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("Title", "", "Enter a title.")]
    [InlineData("Contact", "nobody", "Enter an e-mail address, for instance team@example.org.")]
    public async Task what_can_not_be_is_said_beside_its_field(string label, string value, string sentence)
    {
        var (page, competition, _) = await Open();

        var again = await page.Form("Save").Fill(label, value).SendAsync();

        again.ShouldSay($"Error: {sentence}");
        (await Stored(competition)).Title.ShouldBe(competition.Title);
    }

    [Fact]
    public async Task a_title_may_not_be_too_long()
    {
        var (page, _, _) = await Open();

        (await page.Form("Save").Fill("Title", new string('x', Competition.TitleMaxLength + 1)).SendAsync()).ShouldSay("The title may have at most 256 characters.");
    }

    [Fact]
    public async Task who_comes_second_sees_what_changed_and_keeps_their_text()
    {
        var (mine, competition, organizer) = await Open();
        var theirs = await Open(competition, organizer);
        await theirs.Form("Save").Fill("Title", "Theirs").SendAsync();

        var conflict = await mine.Form("Save").Fill("Title", "Mine").SendAsync();

        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict.ShouldSay("Title Theirs");
        conflict.Heading.ShouldBe("Theirs");
        conflict.Document.QuerySelector("#Form_Title")!.GetAttribute("value").ShouldBe("Mine");
        (await conflict.Form("Save").SendAsync()).ShouldSay("The details are saved.");
    }

    private async Task<(Page Page, Competition Competition, Account Organizer)> Open(Action<Competition>? change = null)
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: change);
        return (await Open(competition, organizer), competition, organizer);
    }

    private async Task<Page> Open(Competition competition, Account organizer) =>
        await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/details");

    private async Task<Competition> Stored(Competition competition) => (await node.QueryAsync(db => db.Competitions.FindAsync(competition.Id).AsTask()))!;
}
