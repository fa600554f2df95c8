using Agon.Journeys.SignOn;

namespace Agon.Journeys.Catalogue;

/// <summary>What people do in the hub's catalogue, in their words.</summary>
internal static class CatalogueVocabulary
{
    /// <summary>Waits until the hub lists it: a node tells within seconds of a change. The name it has in the hub's addresses.</summary>
    public static async Task<string> ListedAsync(this IPage page, string title)
    {
        var link = page.Locator(".rows").GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).First;
        await Until.SoAsync(
            async () =>
            {
                await page.GotoAsync("/competitions?search=bird");
                return await link.CountAsync();
            },
            found => found > 0,
            TimeSpan.FromSeconds(60));
        return await link.SlugAsync();
    }

    /// <summary>The first node of the hub, by its name in addresses.</summary>
    public static async Task<string> NodeSlugAsync(this IPage page)
    {
        await page.GotoAsync("/nodes");
        return await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.SlugAsync();
    }

    /// <summary>Makes a series of the sample competition's standings; the page is of people who may.</summary>
    public static async Task MakeSeriesAsync(this IPage page, string title)
    {
        await page.GotoAsync("/curation/series");
        await page.GetByLabel("Title").FillAsync(title);
        await page.PressButtonAsync("Make the series");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await page.GetByRole(AriaRole.Main).Locator("#search").FillAsync("bird");
        await page.PressButtonAsync("Look");
        await page.PressButtonAsync($"Add Predictions of {Campus.Bird}");
    }

    /// <summary>Somebody of the hub wants a page there, takes part at the node, gets a score, and has the hub told whose it is.</summary>
    public static async Task ShowAtHubAsync(this IPage page, Campus campus, string name)
    {
        var email = await campus.NewHubPersonAsync(name);
        await page.SignInAgainAsync(campus.Hub.Address, email);
        await page.GotoAsync(new Uri(campus.Hub.Address, "account/about").ToString());
        await page.GetByLabel("A page with my name").CheckAsync();
        await page.PressButtonAsync("Save");
        await page.SignInThroughHubAsync(campus, email);
        await page.GotoAsync(new Uri(campus.Node.Address, "account/shown-at-hub").ToString());
        await page.PressButtonAsync("Show my name at the hub");
        var competition = new Uri(campus.Node.Address, $"competitions/{campus.Results}").ToString();
        await page.GotoAsync(competition);
        await page.GetByRole(AriaRole.Link, new() { Name = "Take part" }).ClickAsync();
        await page.GetByLabel("I have read these rules and accept them").CheckAsync();
        await page.PressButtonAsync("Take part");
        await page.GotoAsync($"{competition}/submissions/new");
        await page.GetByLabel("Your zip").SetInputFilesAsync(await Samples.SubmissionAsync("results-neighbours"));
        await page.PressButtonAsync("Submit");
        await page.SeesOutcomeAsync("scored");
    }

    /// <summary>How often a person is named in the standings that the hub shows of a competition.</summary>
    public static async Task<int> NamedAsync(this IPage page, string listing, string name)
    {
        await page.GotoAsync(listing);
        return await page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).CountAsync();
    }

    private static async Task<string> SlugAsync(this ILocator link) => (await link.GetAttributeAsync("href"))!.Split('/')[^1];
}
