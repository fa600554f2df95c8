using System.Net;
using System.Text;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Files;
using Agon.Node.Features.Participation;
using Agon.Portal.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Competitions.Downloads;

/// <summary>Public data and starting kits: who gets them.</summary>
public sealed class DownloadTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task who_takes_part_downloads_the_starting_kit()
    {
        var competition = await WithKit("a kit");

        using var response = await Get(competition, await Participant(competition));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("a kit");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("kit.zip");
    }

    [Fact]
    public async Task the_data_page_shows_sizes_to_all_and_links_to_those_who_may()
    {
        var competition = await WithKit("another kit");
        var address = $"/competitions/{competition.Slug}/data";

        var stranger = await node.Browser().VisitAsync(address);
        var participant = await (await node.BrowserOf(await Participant(competition))).VisitAsync(address);

        stranger.ShouldSay("The files are for those who take part");
        stranger.ShouldSay("11 B");
        stranger.Document.QuerySelectorAll("a[download]").ShouldBeEmpty();
        participant.Document.QuerySelector("a[download]")!.GetAttribute("href").ShouldBe($"{address}/1/starting-kit");
    }

    [Fact]
    public async Task strangers_are_asked_to_sign_in()
    {
        using var response = await node.Api().GetAsync(Address(await WithKit("k1")), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task who_does_not_take_part_is_refused()
    {
        var competition = await WithKit("k2");
        var waiting = await node.Given.Account();
        await node.Given.Participant(competition, waiting, state: ParticipantState.Pending);

        (await Get(competition, waiting)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Get(competition, await node.Given.Account())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task files_of_a_phase_to_come_are_for_organizers_only()
    {
        var organizer = await node.Given.Account();
        var competition = await WithKit("k3", organizer, c => c.Phases[0].StartsAt = node.Clock.GetUtcNow().AddSeconds(1));
        var participant = await Participant(competition);

        (await Get(competition, participant)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Get(competition, organizer)).StatusCode.ShouldBe(HttpStatusCode.OK);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Get(competition, participant)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("1/public-data")]
    [InlineData("2/starting-kit")]
    [InlineData("1/reference-data")]
    public async Task what_a_phase_does_not_hand_out_is_not_found(string file)
    {
        var competition = await WithKit("k4");
        var address = $"/competitions/{competition.Slug}/data/{file}";

        (await (await node.BrowserOf(await Participant(competition))).VisitAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task programs_get_it_with_a_token_and_a_sentence_when_they_may_not()
    {
        var competition = await WithKit("k5");
        var address = $"/api/v1/competitions/{competition.Slug}/phases/1/files/starting-kit";
        var (participant, stranger) = (await Participant(competition), await node.Given.Account());

        (await node.Api(await node.Given.Token(participant, ApiScopes.Read)).GetStringAsync(address, TestContext.Current.CancellationToken)).ShouldBe("k5");
        using var refused = await node.Api(await node.Given.Token(stranger, ApiScopes.Read)).GetAsync(address, TestContext.Current.CancellationToken);

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(CompetitionMessages.FilesForParticipants);
    }

    [Fact]
    public async Task a_logo_that_is_a_picture_is_shown_and_anything_else_is_not()
    {
        var picture = await Store([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0], StoredFileKind.Logo, "logo.png");
        var script = await Store("<svg><script>alert(1)</script></svg>"u8.ToArray(), StoredFileKind.Logo, "logo.png");
        var (good, bad) = (await node.Given.Competition(change: c => c.LogoId = picture.Id), await node.Given.Competition(change: c => c.LogoId = script.Id));

        using var shown = await node.Api().GetAsync($"/competitions/{good.Slug}/logo", TestContext.Current.CancellationToken);
        using var hidden = await node.Api().GetAsync($"/competitions/{bad.Slug}/logo", TestContext.Current.CancellationToken);

        shown.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        shown.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Address(Competition competition) => $"/competitions/{competition.Slug}/data/1/starting-kit";

    private async Task<HttpResponseMessage> Get(Competition competition, Account account) =>
        (await (await node.BrowserOf(account)).VisitAsync(Address(competition))).Response;

    private async Task<Account> Participant(Competition competition)
    {
        var account = await node.Given.Account();
        await node.Given.Participant(competition, account);
        return account;
    }

    [Theory]
    [InlineData("tasks/1/scoring-program", false, true)]
    [InlineData("tasks/1/ingestion-program", false, true)]
    [InlineData("tasks/1/input-data", true, false)]
    public async Task programs_and_input_data_are_for_participants_where_the_organizers_say_so(string file, bool withData, bool withPrograms)
    {
        var organizer = await node.Given.Account();
        var (open, shut) = (await WithTask(organizer, withPrograms, withData), await WithTask(organizer, !withPrograms, !withData));

        (await Get(open, await Participant(open), file)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Get(open, await node.Given.Account(), file)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Get(shut, await Participant(shut), file)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get(shut, organizer, file)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task reference_data_is_for_organizers_whatever_is_made_available()
    {
        var organizer = await node.Given.Account();
        var competition = await WithTask(organizer, withPrograms: true, withData: true);

        (await Get(competition, await Participant(competition), "tasks/1/reference-data")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get(competition, organizer, "tasks/1/reference-data")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await node.BrowserOf(await Participant(competition))).VisitAsync($"/competitions/{competition.Slug}/data")).ShouldNotSay("Reference data");
    }

    [Fact]
    public async Task what_a_task_and_its_solutions_have_comes_when_the_first_phase_with_it_opens()
    {
        var organizer = await node.Given.Account();
        var competition = await WithTask(organizer, withPrograms: true, withData: true, c => c.Phases[0].StartsAt = node.Clock.GetUtcNow().AddSeconds(1));
        var participant = await Participant(competition);
        string[] files = ["tasks/1/scoring-program", "solutions/1"];

        foreach (var file in files)
        {
            (await Get(competition, participant, file)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await Get(competition, organizer, file)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        node.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var file in files)
        {
            (await Get(competition, participant, file)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task the_data_page_lists_what_a_participant_may_have_of_the_tasks()
    {
        var competition = await WithTask(await node.Given.Account(), withPrograms: true, withData: false);

        var page = await (await node.BrowserOf(await Participant(competition))).VisitAsync($"/competitions/{competition.Slug}/data");

        page.Document.QuerySelectorAll("a[download]").Select(a => (a.TextContent, a.GetAttribute("href"))).ShouldBe(
        [
            ("Scoring program", $"/competitions/{competition.Slug}/data/tasks/1/scoring-program"),
            ("Ingestion program", $"/competitions/{competition.Slug}/data/tasks/1/ingestion-program"),
            ("Example solution: Baseline", $"/competitions/{competition.Slug}/data/solutions/1"),
        ]);
    }

    private async Task<Competition> WithTask(Account organizer, bool withPrograms, bool withData, Action<Competition>? change = null)
    {
        var file = await Store("of a task"u8.ToArray(), StoredFileKind.InputData, "part.zip");
        return await node.Given.Competition(organizer, change: c =>
        {
            (c.MakeProgramsAvailable, c.MakeInputDataAvailable) = (withPrograms, withData);
            var task = c.Tasks[0];
            (task.ScoringProgramId, task.IngestionProgramId, task.InputDataId, task.ReferenceDataId) = (file.Id, file.Id, file.Id, file.Id);
            var solution = new Solution { Id = Guid.CreateVersion7(c.CreatedAt), Number = 1, Name = "Baseline", FileId = file.Id };
            solution.Tasks.Add(new SolutionTask { TaskId = task.Id });
            c.Solutions.Add(solution);
            change?.Invoke(c);
        });
    }

    private async Task<HttpResponseMessage> Get(Competition competition, Account account, string file) =>
        (await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}/data/{file}")).Response;

    private async Task<Competition> WithKit(string content, Account? organizer = null, Action<Competition>? change = null)
    {
        var kit = await Store(Encoding.UTF8.GetBytes(content), StoredFileKind.StartingKit, "kit.zip");
        return await node.Given.Competition(organizer, change: c =>
        {
            c.Phases[0].StartingKitId = kit.Id;
            change?.Invoke(c);
        });
    }

    private async Task<StoredFile> Store(byte[] bytes, StoredFileKind kind, string name)
    {
        await using var writer = node.Services.GetRequiredService<IFileStore>().Begin(bytes.Length);
        await writer.WriteAsync(bytes, TestContext.Current.CancellationToken);
        var blob = await writer.CompleteAsync(TestContext.Current.CancellationToken);
        var now = node.Clock.GetUtcNow();
        var file = new StoredFile { Id = Guid.CreateVersion7(now), Sha256 = blob.Sha256, Bytes = blob.Bytes, Name = name, Kind = kind, CreatedAt = now };
        await node.QueryAsync(async db =>
        {
            db.StoredFiles.Add(file);
            return await db.SaveChangesAsync();
        });
        return file;
    }
}
