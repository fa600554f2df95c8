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

    private static async Task<string> SlugAsync(this ILocator link) => (await link.GetAttributeAsync("href"))!.Split('/')[^1];
}
