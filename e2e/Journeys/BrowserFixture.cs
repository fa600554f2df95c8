[assembly: AssemblyFixture(typeof(Agon.Journeys.BrowserFixture))]

// One at a time: they share a machine with the containers they start.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Agon.Journeys;

/// <summary>One Chromium for all journeys; every journey gets a fresh context of its own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("AGON_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>
    /// Runs a journey in a fresh context. When it fails, its trace (page, console, network) is kept under <c>artifacts/traces</c>.
    /// </summary>
    internal async Task WithPageAsync(Uri site, Func<IPage, Task> journey, Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions { BaseURL = site.ToString(), ViewportSize = new ViewportSize { Width = 1280, Height = 900 } };
        change?.Invoke(options);
        await using var context = await _browser.NewContextAsync(options);
        // A busy machine is slow; a journey is about what happens, not when.
        Assertions.SetDefaultExpectTimeout(20_000);
        await context.Tracing.StartAsync(new TracingStartOptions { Screenshots = true, Snapshots = true });
        try
        {
            await journey(await context.NewPageAsync());
            await context.Tracing.StopAsync();
        }
        catch (Exception e)
        {
            var seen = await SeenAsync(context);
            var name = $"{TestContext.Current.TestMethod?.MethodName}-{Guid.CreateVersion7()}.zip";
            await context.Tracing.StopAsync(new TracingStopOptions { Path = Path.Combine(Tree.Artefacts("traces"), name) });
            throw new InvalidOperationException($"{e.Message}\n{seen}", e);
        }
    }

    // What a person would say when asked where it went wrong: an address and what stands there.
    private static async Task<string> SeenAsync(IBrowserContext context)
    {
        if (context.Pages is not [.., var page])
        {
            return "No page was open.";
        }

        try
        {
            var text = await page.Locator("body").InnerTextAsync(new LocatorInnerTextOptions { Timeout = 2_000 });
            return $"The page was {page.Url}\n{(text.Length > 2_000 ? text[..2_000] : text)}";
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return $"The page was {page.Url}, and showed nothing.";
        }
    }
}
