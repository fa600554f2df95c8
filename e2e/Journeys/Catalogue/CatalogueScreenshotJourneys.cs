namespace Agon.Journeys.Catalogue;

/// <summary>The pages of the catalogue as people see them, and what axe makes of them.</summary>
public sealed class CatalogueScreenshotJourneys(Campus campus, BrowserFixture browser)
{
    private const int Phone = 380, Wide = 1600;

    [Theory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Phone, ColorScheme.Dark)]
    [InlineData(Wide, ColorScheme.Light)]
    [InlineData(Wide, ColorScheme.Dark)]
    public async Task pages_of_the_catalogue_look_right_and_axe_finds_nothing(int width, ColorScheme scheme)
    {
        var api = await campus.ApiOfAsync(await campus.NewPersonAsync("Vera Viewer"), "submit", "read");
        await api.JoinAsync(campus.Results);
        await api.EndAsync(await api.SubmitAsync(campus.Results, 1, await File.ReadAllBytesAsync(await Samples.SubmissionAsync("results-neighbours"))));
        var curator = await campus.NewHubPersonAsync("Cora Curator", "--curator", "--administrator");
        var gallery = new Gallery(width, scheme);
        await browser.WithPageAsync(
            campus.Hub.Address,
            async page =>
            {
                var listing = await ListedAsync(page);
                await gallery.LookAsync(page, "hub-discover", "/competitions");
                await gallery.LookAsync(page, "hub-search", "/competitions?search=bird&status=open");
                await gallery.LookAsync(page, "hub-nothing-found", "/competitions?search=nothing-has-this-word");
                await gallery.LookAsync(page, "hub-listing", $"/competitions/{listing}");
                await gallery.LookAsync(page, "hub-report", $"/competitions/{listing}/report");
                await page.SignInAsync(curator);
                await gallery.LookAsync(page, "curation-desk", "/curation");
                await gallery.LookAsync(page, "curation-listings", "/curation/listings");
                await gallery.LookAsync(page, "curation-listing", $"/curation/listings/{listing}");
                await gallery.LookAsync(page, "curation-correct", $"/curation/listings/{listing}/correct");
                await gallery.LookAsync(page, "curation-reports", "/curation/reports");
                await gallery.LookAsync(page, "curation-changes", "/curation/changes");
                await gallery.LookAsync(page, "curation-feeds", "/curation/feeds");
                await page.GotoAsync("/nodes");
                var node = (await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.GetAttributeAsync("href"))!.Split('/')[^1];
                await gallery.LookAsync(page, "curation-feed", $"/curation/nodes/{node}/feed");
                await gallery.LookAsync(page, "hub-series-list", await SeriesAsync(page));
                await gallery.LookAsync(page, "curation-series", "/curation/series");
                await page.GotoAsync("/series");
                await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.ClickAsync();
                await gallery.LookAsync(page, "hub-series", page.Url);
                await gallery.LookAsync(page, "hub-following", "/account/following");
                await page.Context.ClearCookiesAsync();
                await page.GotoAsync(new Uri(campus.Node.Address, "account/sign-in").ToString());
                await page.GetByLabel("E-mail address").FillAsync(Campus.Organizer);
                await page.GetByLabel("Password").FillAsync(Campus.Password);
                await page.PressButtonAsync("Sign in");
                await gallery.LookAsync(page, "desk-listing", new Uri(campus.Node.Address, $"competitions/{campus.Results}/manage/listing").ToString());
            },
            gallery.Frame);

        gallery.Found.ShouldBeEmpty();
    }

    private static async Task<string> SeriesAsync(IPage page)
    {
        await page.GotoAsync("/curation/series");
        await page.GetByLabel("Title").FillAsync($"Birds {Guid.CreateVersion7():n}"[..30]);
        await page.PressButtonAsync("Make the series");
        await page.GetByRole(AriaRole.Main).Locator("#search").FillAsync("bird");
        await page.PressButtonAsync("Look");
        await page.PressButtonAsync("Add Predictions of Which bird sang?");
        return "/series";
    }

    private static async Task<string> ListedAsync(IPage page)
    {
        var link = page.Locator(".rows").GetByRole(AriaRole.Link, new() { Name = "Which bird sang?", Exact = true }).First;
        await Until.SoAsync(
            async () =>
            {
                await page.GotoAsync("/competitions?search=bird");
                return await link.CountAsync();
            },
            found => found > 0,
            TimeSpan.FromSeconds(60));
        return (await link.GetAttributeAsync("href"))!.Split('/')[^1];
    }
}
