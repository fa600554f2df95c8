using Deque.AxeCore.Playwright;

namespace Agon.Journeys;

/// <summary>
/// Every page people see first, on a phone and on a wide screen, light and dark: kept under artifacts/screenshots for people to look at,
/// free of accessibility problems, and never wider than the screen.
/// </summary>
public sealed class ScreenshotJourneys(Campus campus, BrowserFixture browser)
{
    private const int Phone = 380, Wide = 1600;

    [Theory]
    [InlineData(Phone, ColorScheme.Light)]
    [InlineData(Phone, ColorScheme.Dark)]
    [InlineData(Wide, ColorScheme.Light)]
    [InlineData(Wide, ColorScheme.Dark)]
    public async Task pages_look_right_and_axe_finds_nothing(int width, ColorScheme scheme)
    {
        var email = await campus.NewPersonAsync("Vera Viewer");
        var api = await campus.ApiOfAsync(email, "submit", "read");
        await api.JoinAsync(campus.Code);
        await api.JoinAsync(campus.Results);
        var scored = await api.SubmitAsync(campus.Results, 1, await File.ReadAllBytesAsync(await Samples.SubmissionAsync("results-neighbours")));
        var failed = await api.SubmitAsync(campus.Code, 2, await File.ReadAllBytesAsync(await Samples.SubmissionAsync("code-raises")));
        await api.EndAsync(scored);
        await api.EndAsync(failed);
        var live = await api.SubmitAsync(campus.Code, 2, await Samples.SlowCodeAsync(25));
        await api.RunningAsync(live);

        var found = new List<string>();
        await browser.WithPageAsync(
            campus.Node.Address,
            async page =>
            {
                await page.SignInAsync(email);
                await page.GotoAsync($"/submissions/{live}");
                await Assertions.Expect(page.Locator(".hero .badge").First).ToHaveTextAsync("running");
                await LookAsync(page, "run-live", $"/submissions/{live}");
                await LookAsync(page, "run-failed", $"/submissions/{failed}");
                await LookAsync(page, "run-scored", $"/submissions/{scored}");
                await LookAsync(page, "home", "/");
                await LookAsync(page, "competitions", "/competitions");
                await LookAsync(page, "competition", $"/competitions/{campus.Results}");
                await LookAsync(page, "data", $"/competitions/{campus.Results}/data");
                await LookAsync(page, "rules", $"/competitions/{campus.Results}/rules");
                await LookAsync(page, "leaderboard", $"/competitions/{campus.Results}/leaderboard");
                await LookAsync(page, "submit", $"/competitions/{campus.Results}/submissions/new");
                await LookAsync(page, "my-submissions", $"/competitions/{campus.Results}/submissions");
                await LookAsync(page, "tokens", "/account/tokens");
                await LookAsync(page, "not-found", "/no/such/page");
                await page.Context.ClearCookiesAsync();
                await LookAsync(page, "sign-in", "/account/sign-in");
                await LookAsync(page, "register", "/account/register");
                await page.SignInAgainAsync(Campus.Organizer);
                await LookAsync(page, "new-competition", "/competitions/new");
                await LookAsync(page, "desk", $"/competitions/{campus.Results}/manage");
                await LookAsync(page, "desk-participants", $"/competitions/{campus.Results}/manage/participants");
                await LookAsync(page, "desk-phase", $"/competitions/{campus.Results}/manage/phases/1");
                await page.SignInAgainAsync(Campus.Operator);
                await LookAsync(page, "operator", "/admin");
            },
            options =>
            {
                options.ViewportSize = new ViewportSize { Width = width, Height = 900 };
                options.ColorScheme = scheme;
            });

        found.ShouldBeEmpty();

        async Task LookAsync(IPage page, string name, string address)
        {
            await page.GotoAsync(address);
            var file = Path.Combine(Tree.Artefacts("screenshots"), $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
            var result = await page.RunAxe();
            found.AddRange(result.Violations.Select(v => $"{name} at {width}: {v.Id}: {v.Help} ({string.Join("; ", v.Nodes.Select(n => n.Html))})"));
            var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (overflow > 0)
            {
                found.Add($"{name} at {width}: {overflow} px wider than the screen");
            }
        }
    }
}
