using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Participation;
using Agon.Node.Features.Runs;
using Agon.Portal.Accounts;

namespace Agon.Node.Tests.Features.Competitions.Manage;

public sealed class DeskTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task it_shows_who_waits_and_leads_there()
    {
        var (organizer, competition) = await Given();
        await node.Given.Participant(competition, await node.Given.Account("Wanda Waiting"), state: ParticipantState.Pending);

        var desk = await Desk(organizer, competition);

        desk.ShouldSay("1 person waits to take part");
        (await desk.FollowAsync("Decide")).ShouldSay("Wanda Waiting");
    }

    [Fact]
    public async Task it_shows_the_checklist_before_publishing()
    {
        var (organizer, competition) = await Given(isPublished: false);

        var desk = await Desk(organizer, competition);

        desk.ShouldSay("Before publishing");
        desk.ShouldSay("There are rules to accept.");
        desk.ShouldSay("Advice: Name an address for questions.");
    }

    [Fact]
    public async Task it_counts_submissions_and_people_of_each_phase()
    {
        var (organizer, competition) = await Given();
        var account = await node.Given.Account();
        await node.Given.Participant(competition, account);
        await node.Given.Submission(competition, account);
        await node.Given.Submission(competition, account);

        var cells = (await Desk(organizer, competition)).Document.QuerySelector("tbody tr")!.QuerySelectorAll("td.num").Select(c => c.TextContent);

        cells.ShouldBe(["2", "1"]);
    }

    [Fact]
    public async Task it_tells_when_runs_wait_and_no_worker_calls()
    {
        var (organizer, competition) = await Given();
        await Run(competition);

        var desk = await Desk(organizer, competition);

        desk.ShouldSay("No worker has called for a minute and a half");
    }

    [Fact]
    public async Task it_lists_failures_of_the_last_day_with_reasons()
    {
        var (organizer, competition) = await Given();
        await Run(competition, r => Fail(r, RunFailureCode.TimedOut, "Older than a day."));
        node.Clock.Advance(TimeSpan.FromHours(25));
        await Run(competition, r => Fail(r, RunFailureCode.ImageMissing, "No such image."));

        var desk = await Desk(organizer, competition);

        desk.ShouldSay("The image is missing: 1");
        desk.ShouldSay("No such image.");
        desk.ShouldNotSay("Out of time");
    }

    [Fact]
    public async Task it_adds_up_what_is_kept()
    {
        var (organizer, competition) = await Given();

        (await Desk(organizer, competition)).ShouldSay("7 B kept: 7 B data and programs, 0 B submissions, 0 B outputs");
    }

    [Fact]
    public async Task a_quiet_competition_says_so() => (await Desk(await Given())).ShouldSay("No run failed in the last day.");

    private async Task<(Account Organizer, Competition Competition)> Given(bool isPublished = true)
    {
        var organizer = await node.Given.Account();
        return (organizer, await node.Given.Competition(organizer, isPublished));
    }

    private Task<Page> Desk((Account Organizer, Competition Competition) given) => Desk(given.Organizer, given.Competition);

    private async Task<Page> Desk(Account organizer, Competition competition) => await (await node.BrowserOf(organizer)).VisitAsync($"/competitions/{competition.Slug}/manage");

    private async Task Run(Competition competition, Action<Run>? change = null)
    {
        var submission = await node.Given.BareSubmission(competition);
        var now = node.Clock.GetUtcNow();
        var run = new Run { Id = Guid.CreateVersion7(now), SubmissionId = submission.Id, TaskId = competition.Tasks[0].Id, CreatedAt = now, QueuedAt = now, Number = 1 };
        change?.Invoke(run);
        await node.QueryAsync(async db =>
        {
            db.Runs.Add(run);
            return await db.SaveChangesAsync();
        });
    }

    private void Fail(Run run, RunFailureCode code, string detail)
    {
        var now = node.Clock.GetUtcNow();
        run.Lease("a worker", "an-image:1", now, now.AddMinutes(1));
        run.Fail(new RunFailure(code, detail), image: null, now);
    }
}
