using static Microsoft.Playwright.Assertions;

namespace Agon.Journeys.SignOn;

/// <summary>One account for all nodes: from the hub to a score at a node, and out again; and what goes on while the hub is away.</summary>
public sealed class SingleSignOnJourneys(BrowserFixture browser, Campus campus)
{
    // A node that is up again calls its hub soon, and a hub that could not tell a node tries again.
    private static readonly TimeSpan CaughtUpWithin = TimeSpan.FromSeconds(60);

    [Fact]
    public Task from_the_hubs_list_of_nodes_to_a_score_and_signed_out_everywhere() => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        await page.SignInAsync(await campus.NewHubPersonAsync("Mei Tanaka"));

        await page.GotoAsync("/nodes");
        await page.GetByRole(AriaRole.Link, new() { Name = campus.Node.Address.ToString().TrimEnd('/') }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Which bird sang?", Exact = true }).First.ClickAsync();
        await page.WaitForURLAsync("**/competitions/*");
        var competition = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).First.ClickAsync();
        await SignOnAsync(page);
        await page.MakeAccountAsync();
        await page.IsSignedInAsync();
        await Expect(page).ToHaveURLAsync(competition);

        await TakePartAsync(page);
        await SubmitAsync(page);
        await page.SeesOutcomeAsync("scored");
        var submission = page.Url;

        await SignOutEverywhereAsync(page);
        await EndsAsync(page, submission, TimeSpan.FromSeconds(5));
    });

    [Fact]
    public Task with_the_hub_away_sessions_and_passwords_go_on_and_after_it_all_catches_up() => browser.WithPageAsync(campus.Node.Address, async page =>
    {
        var local = await campus.NewPersonAsync("Lena Local");
        var email = await campus.NewHubPersonAsync("Hana Hub");
        await page.SignInThroughHubAsync(campus, email);

        await campus.Hub.StopAsync();
        try
        {
            await page.GotoAsync("/competitions");
            await page.IsSignedInAsync();
            await page.SignInAgainAsync(local);
            await page.Context.ClearCookiesAsync();

            // For two seconds after the hub's last answer a node still sends people there.
            await Until.SoAsync(
                async () =>
                {
                    await page.GotoAsync("/account/sign-in");
                    await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.ClickAsync();
                    return await page.Locator("body").InnerTextAsync();
                },
                text => text.Contains("sign in with a password of this site", StringComparison.Ordinal),
                TimeSpan.FromSeconds(20));
        }
        finally
        {
            await campus.Hub.StartAgainAsync();
        }

        await page.SignInThroughHubAsync(campus, email, isKnown: true);
    });

    [Fact]
    public Task a_node_that_was_away_hears_by_itself_who_signed_out_meanwhile() => browser.WithPageAsync(campus.Node.Address, async page =>
    {
        await page.SignInThroughHubAsync(campus, await campus.NewHubPersonAsync("Awa Away"));
        var account = new Uri(campus.Node.Address, "account").ToString();
        (await page.Context.APIRequest.GetAsync(account, new() { MaxRedirects = 0 })).Status.ShouldBe(200);

        await campus.Node.StopAsync();
        try
        {
            await SignOutEverywhereAsync(page);
        }
        finally
        {
            await campus.Node.StartAgainAsync();
        }

        await EndsAsync(page, account, CaughtUpWithin);
    });

    private async Task SignOutEverywhereAsync(IPage page)
    {
        await page.GotoAsync(new Uri(campus.Hub.Address, "account/sessions").ToString());
        await page.PressButtonAsync("Sign out everywhere");
        await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).WaitForAsync();
    }

    private static Task EndsAsync(IPage page, string closed, TimeSpan within) => Until.SoAsync(
        async () => (await page.Context.APIRequest.GetAsync(closed, new() { MaxRedirects = 0 })).Status,
        status => status is 302 or 401,
        within);

    // The one click, and the hub's question the first time.
    private static async Task SignOnAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.PressButtonAsync("Agree and go on");
    }

    private async Task TakePartAsync(IPage page)
    {
        await page.GotoAsync(new Uri(campus.Node.Address, $"competitions/{campus.Results}").ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Take part" }).ClickAsync();
        await page.GetByLabel("I have read these rules and accept them").CheckAsync();
        await page.PressButtonAsync("Take part");
        await page.MaySubmitAsync();
    }

    private async Task SubmitAsync(IPage page)
    {
        await page.GotoAsync(new Uri(campus.Node.Address, $"competitions/{campus.Results}/submissions/new").ToString());
        await page.GetByLabel("Your zip").SetInputFilesAsync(await Samples.SubmissionAsync("results-neighbours"));
        await page.PressButtonAsync("Submit");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Submission", new() { Timeout = 15_000 });
    }
}
