using static Microsoft.Playwright.Assertions;

namespace Agon.Journeys;

/// <summary>What people do on pages, in their words.</summary>
internal static class PageVocabulary
{
    private const float ScoredWithin = 60_000;

    public static Task SignInAsync(this IPage page, string email) => page.SignInAtAsync("/account/sign-in", email);

    /// <summary>Waits for the account's menu in the header.</summary>
    public static Task IsSignedInAsync(this IPage page) => Expect(page.GetByRole(AriaRole.Banner).Locator("details")).ToBeVisibleAsync();

    /// <summary>By the account's menu.</summary>
    public static async Task SignOutAsync(this IPage page)
    {
        var menu = page.GetByRole(AriaRole.Banner).Locator("details");
        await menu.Locator("summary").ClickAsync();
        await menu.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Expect(menu).ToBeHiddenAsync();
    }

    /// <summary>Becomes somebody else.</summary>
    public static async Task SignInAgainAsync(this IPage page, string email)
    {
        await page.Context.ClearCookiesAsync();
        await page.SignInAsync(email);
    }

    /// <summary>Becomes somebody at another site.</summary>
    public static async Task SignInAgainAsync(this IPage page, Uri site, string email)
    {
        await page.Context.ClearCookiesAsync();
        await page.SignInAtAsync(new Uri(site, "account/sign-in").ToString(), email);
    }

    /// <summary>Accepts the rules of a competition and takes part.</summary>
    public static async Task TakePartAsync(this IPage page, string slug)
    {
        await page.GotoAsync($"/competitions/{slug}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Take part" }).ClickAsync();
        await page.GetByLabel("I have read these rules and accept them").CheckAsync();
        await page.PressButtonAsync("Take part");
        await page.MaySubmitAsync();
    }

    /// <summary>Waits for the competition's main action to be sending a submission.</summary>
    public static Task MaySubmitAsync(this IPage page) => Expect(page.GetByRole(AriaRole.Link, new() { Name = "Submit", Exact = true })).ToBeVisibleAsync();

    /// <summary>Sends a zip through the form; ends on the submission's page.</summary>
    public static async Task SubmitAsync(this IPage page, string slug, string zip)
    {
        await page.GotoAsync($"/competitions/{slug}/submissions/new");
        await page.GetByLabel("Your zip").SetInputFilesAsync(zip);
        await page.PressButtonAsync("Submit");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Submission", new() { Timeout = 15_000 });
    }

    /// <summary>Waits, without reloading, until the open page of a submission says how it ended.</summary>
    public static Task SeesOutcomeAsync(this IPage page, string word) =>
        Expect(page.Locator(".hero .badge").First).ToHaveTextAsync(word, new() { Timeout = ScoredWithin });

    public static Task PressButtonAsync(this IPage page, string name) =>
        page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>Reloads a submission's page until it ended as <paramref name="word"/> says: for people without scripts.</summary>
    public static async Task ReloadsUntilOutcomeAsync(this IPage page, string word) => await Until.SoAsync(
        async () =>
        {
            await page.ReloadAsync();
            return (await page.Locator(".hero .badge").First.InnerTextAsync()).Trim();
        },
        said => said == word,
        TimeSpan.FromMilliseconds(ScoredWithin));

    /// <summary>Presses Tab until the focus is on what <paramref name="selector"/> names: nothing a keyboard can't reach.</summary>
    public static async Task TabToAsync(this IPage page, string selector)
    {
        const int enough = 80;
        for (var i = 0; i < enough; i++)
        {
            if (await page.EvaluateAsync<bool>("s => document.activeElement?.matches(s) ?? false", selector))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new ShouldAssertException($"The keyboard does not reach {selector} on {page.Url}.");
    }

    private static async Task SignInAtAsync(this IPage page, string address, string email)
    {
        await page.GotoAsync(address);
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Campus.Password);
        await page.PressButtonAsync("Sign in");
        await page.IsSignedInAsync();
    }
}
