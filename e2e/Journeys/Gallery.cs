using Deque.AxeCore.Playwright;

namespace Agon.Journeys;

/// <summary>Takes the pictures of one width and scheme, and notes what is wrong with a page.</summary>
internal sealed class Gallery(int width, ColorScheme scheme)
{
    public List<string> Found { get; } = [];

    public void Frame(BrowserNewContextOptions options)
    {
        options.ViewportSize = new ViewportSize { Width = width, Height = 900 };
        options.ColorScheme = scheme;
    }

    public async Task LookAsync(IPage page, string name, string address)
    {
        var response = await page.GotoAsync(address);
        if (response is not null && response.Status >= 400 && name != "not-found")
        {
            Found.Add($"{name}: {response.Status}");
        }

        var file = Path.Combine(Tree.Artefacts("screenshots"), $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
        var result = await page.RunAxe();
        Found.AddRange(result.Violations.Select(v => $"{name} at {width}: {v.Id}: {v.Help} ({string.Join("; ", v.Nodes.Select(n => n.Html))})"));
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0)
        {
            Found.Add($"{name} at {width}: {overflow} px wider than the screen");
        }
    }
}
