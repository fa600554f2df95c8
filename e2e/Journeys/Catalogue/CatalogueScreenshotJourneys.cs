namespace Agon.Journeys.Catalogue;

/// <summary>The pages of the catalogue as people see them, and what axe makes of them.</summary>
public sealed class CatalogueScreenshotJourneys(Campus campus, BrowserFixture browser)
{
    [Theory]
    [ClassData<Screens>]
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
                var listing = await page.ListedAsync(Campus.Bird);
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
                await gallery.LookAsync(page, "curation-feed", $"/curation/nodes/{await page.NodeSlugAsync()}/feed");
                await page.MakeSeriesAsync($"Birds {Guid.CreateVersion7():n}"[..30]);
                await gallery.LookAsync(page, "hub-series-list", "/series");
                await gallery.LookAsync(page, "curation-series", "/curation/series");
                await page.GotoAsync("/series");
                await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.ClickAsync();
                await gallery.LookAsync(page, "hub-series", page.Url);
                await gallery.LookAsync(page, "hub-following", "/account/following");
                await gallery.LookAsync(page, "curation-feed-changes", $"/curation/nodes/{await page.NodeSlugAsync()}/feed/changes");
                var name = $"Petra {Guid.CreateVersion7():n}"[..24];
                await page.ShowAtHubAsync(campus, name);
                await Until.SoAsync(() => page.NamedAsync(new Uri(campus.Hub.Address, $"competitions/{listing}").ToString(), name), named => named > 0, TimeSpan.FromSeconds(30));
                await page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();
                await gallery.LookAsync(page, "hub-profile", page.Url);
                await page.SignInAgainAsync(campus.Node.Address, Campus.Organizer);
                await gallery.LookAsync(page, "desk-listing", new Uri(campus.Node.Address, $"competitions/{campus.Results}/manage/listing").ToString());
            },
            gallery.Frame);

        gallery.Found.ShouldBeEmpty();
    }
}
