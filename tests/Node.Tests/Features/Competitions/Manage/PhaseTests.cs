using System.Globalization;
using System.Net;
using Agon.Node.Features.Competitions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Competitions.Manage;

public sealed class PhaseTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task name_dates_and_limits_are_saved()
    {
        var (page, competition) = await Open();

        var saved = await page.Form("Save").Fill("Name", "Warm-up").Fill("Opens", "2026-03-01T00:00").Fill("Closes", "2030-03-31T23:59")
            .Fill("Submissions a day", "5").Fill("Submissions in all", "").Fill("Seconds for each step of a run", "90").SendAsync();

        saved.ShouldSay("“Warm-up” is saved.");
        var phase = await Stored(competition);
        phase.Name.ShouldBe("Warm-up");
        phase.StartsAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        phase.EndsAt.ShouldBe(new DateTimeOffset(2030, 3, 31, 23, 59, 0, TimeSpan.Zero));
        (phase.MaxSubmissionsPerDay, phase.MaxSubmissions, phase.ExecutionTimeLimit).ShouldBe((5, null, 90));
    }

    [Fact]
    public async Task dates_left_alone_keep_their_seconds()
    {
        var end = node.Clock.GetUtcNow().AddDays(3).AddSeconds(17);
        var (page, competition) = await Open(c => c.Phases[0].EndsAt = end);

        await page.Form("Save").Fill("Name", "Other").SendAsync();

        (await Stored(competition)).EndsAt.ShouldBe(end);
    }

    [Theory]
    [InlineData("Name", "", "Enter a name.")]
    [InlineData("Opens", "", "Say when the phase opens.")]
    [InlineData("Submissions a day", "-1", "Enter a number, 0 to take no submissions, or leave it empty for no limit.")]
    [InlineData("Submissions in all", "0", "Enter a number from 1, or leave it empty for no limit.")]
    [InlineData("Seconds for each step of a run", "", "Enter how many seconds a step of a run may take.")]
    [InlineData("Seconds for each step of a run", "99999999", "Enter a number of seconds from 1 to 604800 (a week).")]
    [InlineData("Closes", "2001-01-01T00:00", "“Development” must end after it starts.")]
    public async Task what_can_not_be_is_said_beside_its_field(string label, string value, string sentence)
    {
        var (page, competition) = await Open();
        var before = await Stored(competition);

        var again = await page.Form("Save").Fill(label, value).SendAsync();

        again.Status.ShouldBe(HttpStatusCode.OK);
        again.Document.Title!.ShouldStartWith("Error: ");
        again.ShouldSay($"Error: {sentence}");
        (await Stored(competition)).StartsAt.ShouldBe(before.StartsAt);
    }

    [Fact]
    public async Task a_phase_may_start_when_the_one_before_it_ends_but_not_earlier()
    {
        var now = node.Clock.GetUtcNow();
        var border = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(10);
        var (page, _) = await Open(c =>
        {
            c.Phases[0].EndsAt = border;
            c.Phases.Add(new Phase { Id = Guid.CreateVersion7(now), Number = 2, Name = "Final", StartsAt = border.AddDays(1), EndsAt = null });
        }, phase: 2);

        var early = await page.Form("Save").Fill("Opens", Minute(border.AddMinutes(-1))).SendAsync();
        var touching = await page.Form("Save").Fill("Opens", Minute(border)).SendAsync();

        early.ShouldSay("“Development” must end before “Final” starts, or at the same time.");
        early.Document.QuerySelector("#Form_StartsAt")!.GetAttribute("aria-invalid").ShouldBe("true");
        touching.ShouldSay("“Final” is saved.");
    }

    [Fact]
    public async Task who_comes_second_sees_what_changed_and_keeps_their_text()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);
        var (mine, theirs) = (await Open(competition, organizer), await Open(competition, organizer));
        await theirs.Form("Save").Fill("Name", "Theirs").SendAsync();

        var conflict = await mine.Form("Save").Fill("Name", "Mine").SendAsync();

        conflict.Status.ShouldBe(HttpStatusCode.Conflict);
        conflict.ShouldSay("Somebody saved changes while you were editing.");
        conflict.ShouldSay("Name Theirs");
        conflict.Document.QuerySelector("#Form_Name")!.GetAttribute("value").ShouldBe("Mine");
        (await Stored(competition)).Name.ShouldBe("Theirs");
        (await conflict.Form("Save").SendAsync()).ShouldSay("“Mine” is saved.");
    }

    [Fact]
    public async Task a_phase_that_is_not_there_is_not_found()
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer);

        (await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/phases/2")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(Page Page, Competition Competition)> Open(Action<Competition>? change = null, int phase = 1)
    {
        var organizer = await node.Given.Account();
        var competition = await node.Given.Competition(organizer, change: change);
        return (await Open(competition, organizer, phase), competition);
    }

    private async Task<Page> Open(Competition competition, Account organizer, int phase = 1) =>
        await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage/phases/{phase}");

    private Task<Phase> Stored(Competition competition) => node.QueryAsync(db => db.Phases.SingleAsync(p => p.CompetitionId == competition.Id && p.Number == 1));

    private static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}
