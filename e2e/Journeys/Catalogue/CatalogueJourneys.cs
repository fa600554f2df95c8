using static Agon.Journeys.Campus;
using static Microsoft.Playwright.Assertions;

namespace Agon.Journeys.Catalogue;

/// <summary>The hub's catalogue: from a competition that its node published to a participant who finds it, a joint leaderboard, and curators whose word stands.</summary>
public sealed class CatalogueJourneys(BrowserFixture browser, Campus campus)
{
    [Fact]
    public Task without_scripts_a_competition_is_found_by_words_and_facets_and_followed() => browser.WithPageAsync(
        campus.Hub.Address,
        async page =>
        {
            await page.SignInAsync(await campus.NewHubPersonAsync("Pia Participant"));
            await page.ListedAsync(Bird);

            await page.GotoAsync("/competitions");
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Searchbox).FillAsync("bird sang");
            await page.PressButtonAsync("Search");
            await Expect(page.Locator(".rows mark").First).ToHaveTextAsync("bird");
            await FacetAsync(page, "Open");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Open competitions");
            await page.PressButtonAsync("Keep this search");
            await page.Locator(".rows").GetByRole(AriaRole.Link, new() { Name = Bird, Exact = true }).First.ClickAsync();
            await page.PressButtonAsync("Follow");
            await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Unfollow" })).ToBeVisibleAsync();

            await page.GotoAsync("/account/following");
            await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Bird);
            await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("“bird sang”");
        },
        options => options.JavaScriptEnabled = false);

    [Fact]
    public Task a_score_at_a_node_stands_on_a_joint_leaderboard_at_the_hub() => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        var api = await campus.ApiOfAsync(await campus.NewPersonAsync("Sam Scorer"), "submit", "read");
        await api.JoinAsync(campus.Results);
        await api.JoinAsync(campus.Code);
        await api.EndAsync(await api.SubmitAsync(campus.Results, 1, await File.ReadAllBytesAsync(await Samples.SubmissionAsync("results-neighbours"))));

        await page.SignInAsync(await CuratorAsync());
        var title = $"Birds of {Guid.CreateVersion7():n}"[..24];
        await page.MakeSeriesAsync(title);

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/series");
        await page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Joint leaderboard" })).ToBeVisibleAsync();
        await Until.SoAsync(
            async () =>
            {
                await page.ReloadAsync();
                return await page.GetByRole(AriaRole.Table).First.Locator("caption").InnerTextAsync();
            },
            caption => caption.Contains("ranked ent", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30));
        await page.GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Link, new() { Name = Bird }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Standings" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task a_profile_collects_what_a_person_shows_until_they_take_it_back() => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        var name = $"Petra {Guid.CreateVersion7():n}"[..24];
        var listing = new Uri(campus.Hub.Address, $"competitions/{await page.ListedAsync(Bird)}").ToString();
        await page.ShowAtHubAsync(campus, name);
        await Until.SoAsync(() => page.NamedAsync(listing, name), named => named > 0, TimeSpan.FromSeconds(30));

        await page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(Bird);

        await page.GotoAsync(new Uri(campus.Node.Address, "account/shown-at-hub").ToString());
        await page.PressButtonAsync("Take it back");
        await Until.SoAsync(() => page.NamedAsync(listing, name), named => named == 0, TimeSpan.FromSeconds(30));
    });

    [Fact]
    public Task what_curators_say_stands_after_everything_was_told_again() => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        await page.SignInAsync(await CuratorAsync());
        var slug = await page.ListedAsync(BirdOfCode);
        await page.GotoAsync($"/curation/listings/{slug}");
        await page.PressButtonAsync("Feature it");
        await page.PressButtonAsync("Mark it official");
        await page.GotoAsync("/competitions");
        await Expect(page.Locator(".rows > li").First).ToContainTextAsync(BirdOfCode);
        await page.GotoAsync($"/curation/listings/{slug}");
        await page.GetByLabel("Reason").FillAsync("It is being checked.");
        await page.PressButtonAsync("Hide it");

        var node = await page.NodeSlugAsync();
        await page.GotoAsync($"/curation/nodes/{node}/feed");
        await page.GetByLabel("Everything after number").FillAsync("0");
        await page.PressButtonAsync("Have it told again");
        await Until.SoAsync(
            async () =>
            {
                await page.ReloadAsync();
                return await page.GetByRole(AriaRole.Main).InnerTextAsync();
            },
            text => text.Contains("nothing the hub knows of", StringComparison.Ordinal) && !text.Contains("set back", StringComparison.Ordinal),
            TimeSpan.FromSeconds(60));

        await page.GotoAsync($"/competitions/{slug}");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("It is being checked.");
        await page.GotoAsync($"/curation/listings/{slug}");
        await page.PressButtonAsync("Show it again");
        await page.GotoAsync("/competitions");
        await Expect(page.Locator(".rows > li").First).ToContainTextAsync(BirdOfCode);
        await page.GotoAsync($"/curation/listings/{slug}");
        await page.PressButtonAsync("Do not feature it any more");
    });

    [Fact]
    public Task what_a_suspended_node_holds_is_out_of_sight_until_it_is_back() => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        await page.SignInAsync(await CuratorAsync());
        await page.ListedAsync(Bird);
        var node = await page.NodeSlugAsync();
        await page.GotoAsync($"/curation/nodes/{node}");
        await page.GetByLabel("What to do").SelectOptionAsync("Suspend it");
        await page.GetByLabel("Reason").FillAsync("Its address answers for somebody else.");
        await page.PressButtonAsync("Do it");

        await page.GotoAsync("/competitions?search=bird");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("no competitions for");
        await Expect(page.Locator(".rows")).ToHaveCountAsync(0);
        await page.GotoAsync($"/nodes/{node}");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Its address answers for somebody else.");
        await NodeOffersHubAsync(page, isOffered: false);

        await page.GotoAsync($"/curation/nodes/{node}");
        await page.PressButtonAsync("Make active again");
        await page.ListedAsync(Bird);
        await NodeOffersHubAsync(page, isOffered: true);
    });

    // The node hears of it with its next call.
    private Task NodeOffersHubAsync(IPage page, bool isOffered) => Until.SoAsync(
        async () =>
        {
            await page.GotoAsync(new Uri(campus.Node.Address, "account/sign-in").ToString());
            return await page.GetByRole(AriaRole.Main).Locator("a[href^='/sign-on/']").CountAsync() > 0;
        },
        offered => offered == isOffered,
        TimeSpan.FromSeconds(30));

    private Task<string> CuratorAsync() => campus.NewHubPersonAsync("Cora Curator", "--curator");

    // The filters are folded where there is no room.
    private static async Task FacetAsync(IPage page, string value)
    {
        var link = page.Locator(".facets").GetByRole(AriaRole.Link, new() { Name = value }).First;
        if (!await link.IsVisibleAsync())
        {
            await page.Locator(".facets summary").ClickAsync();
        }

        await link.ClickAsync();
    }
}
