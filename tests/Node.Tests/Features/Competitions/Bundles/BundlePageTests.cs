using System.Net;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Competitions.Bundles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Competitions.Bundles;

public sealed class BundlePageTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task an_uploaded_bundle_becomes_a_draft()
    {
        var browser = await Organizer();

        var import = await Upload(browser, new TestBundle().Zip(), "seeds.zip");

        import.Path.ShouldStartWith("/competitions/imports/");
        import.Heading.ShouldBe("Import of seeds.zip");
        var done = await Finished(browser, import);
        done.ShouldSay("The draft of Wheat seeds is ready.");
        done.Document.QuerySelector("a.button.main")!.GetAttribute("href")!.ShouldMatch("^/competitions/wheat-seeds.*/manage$");
    }

    [Fact]
    public async Task problems_are_listed_with_their_place_and_a_way_out()
    {
        var browser = await Organizer();

        var done = await Finished(browser, await Upload(browser, new TestBundle().Line(35, "    submission_rule: Force Best").Line(3, "colour: red").Zip()));

        done.ShouldSay("1 problem has to be mended first. Nothing was created.");
        done.ShouldSay("competition.yaml:35:22");
        done.ShouldSay("Did you mean Force_Best?");
        done.ShouldSay("Worth knowing");
        done.ShouldSay("competition.yaml:3:1");
    }

    [Fact]
    public async Task what_is_read_in_another_way_is_shown_apart()
    {
        var browser = await Organizer();

        var done = await Finished(browser, await Upload(browser, new OldBundle().Zip()));

        done.ShouldSay("The draft of Tide heights is ready.");
        done.ShouldSay("Read in another way");
        done.ShouldSay("Phase \"Practice\" has no end: it ends when phase \"Final\" starts. Codabench would end it a day earlier.");
        done.Document.QuerySelectorAll("ul.checks").Select(list => list.QuerySelectorAll("li.soon").Length).ShouldBe([1, 0]);
    }

    [Fact]
    public async Task what_a_bundle_says_is_shown_as_text()
    {
        var browser = await Organizer();

        var done = await Finished(browser, await Upload(browser, new TestBundle().Line(22, "    start: <script>alert(1)</script>").Zip(), "<b>.zip"));

        done.ShouldSay("<script>alert(1)</script>");
        done.Document.QuerySelectorAll("main script, main b").ShouldBeEmpty();
    }

    [Fact]
    public async Task a_bundle_on_its_way_shows_what_is_done()
    {
        var organizer = await node.Given.Account();
        var browser = await node.BrowserOf(organizer);
        var import = await Upload(browser, new TestBundle().Zip());
        await Finished(browser, import);
        var id = Guid.Parse(import.Path.Split('/')[^1]);
        await node.QueryAsync(db => db.BundleImports.Where(i => i.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(i => i.Status, BundleImportStatus.Unpacking).SetProperty(i => i.Step, "Storing data.csv (2 of 3)").SetProperty(i => i.Done, 1_500_000).SetProperty(i => i.Total, 3_000_000), Ct));

        var page = await browser.VisitAsync(import.Path);

        page.ShouldSay("Storing data.csv (2 of 3): 1.5 MB of 3.0 MB");
        page.Document.QuerySelector("progress")!.GetAttribute("value").ShouldBe("1500000");
        page.Document.QuerySelector("[data-events]")!.GetAttribute("data-events").ShouldBe(NodeLinks.Competitions.ImportEvents(id));
    }

    [Fact]
    public async Task an_empty_form_asks_for_a_file()
    {
        var browser = await Organizer();
        var form = (await browser.VisitAsync("/competitions/new")).Form("Upload the bundle");

        var page = await form.Attach("Bundle", "", []).SendAsync();

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.Title!.ShouldStartWith("Error:");
        page.ShouldSay("Choose a file to upload.");
    }

    [Fact]
    public async Task a_form_of_somebody_else_is_refused_and_nothing_is_stored()
    {
        var browser = await Organizer();
        using var content = new MultipartFormDataContent { { new ByteArrayContent(new TestBundle().Zip()), "Bundle", "bundle.zip" } };

        var response = await browser.Http.PostAsync("/competitions/new", content, Ct);

        (await response.Content.ReadAsStringAsync(Ct)).ShouldContain("This page was open too long");
    }

    [Fact]
    public async Task a_stranger_is_asked_to_sign_in()
    {
        (await node.Browser().VisitAsync("/competitions/new")).Path.ShouldStartWith("/account/sign-in");
    }

    [Fact]
    public async Task nobody_else_sees_an_import()
    {
        var browser = await Organizer();
        var import = await Upload(browser, new TestBundle().Zip());

        var other = await Organizer();

        (await other.VisitAsync(import.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.VisitAsync($"{import.Path}/events")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await node.BrowserOf(await node.Given.Account(isOperator: true))).VisitAsync(import.Path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task an_open_page_is_told_when_the_import_is_over()
    {
        var browser = await Organizer();
        var import = await Upload(browser, new TestBundle().Zip());
        await Finished(browser, import);

        var events = await browser.Http.GetStringAsync($"{import.Path}/events", Ct);

        events.ShouldBe("event: breath\ndata: 1\n\nevent: done\ndata: 1\n\n");
    }

    [Fact]
    public async Task only_operators_upload_where_the_site_says_so()
    {
        await node.QueryAsync(async db =>
        {
            db.Add(new SiteSettings { Name = "Closed", MayAnyoneOrganize = false });
            return await db.SaveChangesAsync(Ct);
        });
        try
        {
            (await (await Organizer()).VisitAsync("/competitions/new")).ShouldSay(BundleMessages.NotAllowed);
            var operators = await (await node.BrowserOf(await node.Given.Account(isOperator: true))).VisitAsync("/competitions/new");
            operators.Form("Upload the bundle").ShouldNotBeNull();
        }
        finally
        {
            await node.QueryAsync(db => db.SiteSettings.ExecuteDeleteAsync(Ct));
        }
    }

    private async Task<PageClient> Organizer() => await node.BrowserOf(await node.Given.Account());

    private static async Task<Page> Upload(PageClient browser, byte[] bundle, string name = "bundle.zip") =>
        await (await browser.VisitAsync("/competitions/new")).Form("Upload the bundle").Attach("Bundle", name, bundle).SendAsync();

    private async Task<Page> Finished(PageClient browser, Page import)
    {
        await node.Services.GetRequiredService<RunBundleImports>().RunDueAsync(DateTimeOffset.MinValue, Ct);
        return await browser.VisitAsync(import.Path);
    }
}
