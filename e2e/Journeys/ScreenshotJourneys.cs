namespace Agon.Journeys;

/// <summary>
/// Every page people see first, on a phone and on a wide screen, light and dark: kept under artifacts/screenshots for people to look at,
/// free of accessibility problems, and never wider than the screen.
/// </summary>
public sealed class ScreenshotJourneys(Campus campus, BrowserFixture browser)
{
    [Theory]
    [ClassData<Screens>]
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

        var gallery = new Gallery(width, scheme);
        await browser.WithPageAsync(
            campus.Node.Address,
            async page =>
            {
                await page.SignInAsync(email);
                await page.GotoAsync($"/submissions/{live}");
                await Assertions.Expect(page.Locator(".hero .badge").First).ToHaveTextAsync("running");
                await gallery.LookAsync(page, "run-live", $"/submissions/{live}");
                await gallery.LookAsync(page, "run-failed", $"/submissions/{failed}");
                await gallery.LookAsync(page, "run-scored", $"/submissions/{scored}");
                await gallery.LookAsync(page, "home", "/");
                await gallery.LookAsync(page, "competitions", "/competitions");
                await gallery.LookAsync(page, "competition", $"/competitions/{campus.Results}");
                await gallery.LookAsync(page, "data", $"/competitions/{campus.Results}/data");
                await gallery.LookAsync(page, "rules", $"/competitions/{campus.Results}/rules");
                await gallery.LookAsync(page, "leaderboard", $"/competitions/{campus.Results}/leaderboard");
                await gallery.LookAsync(page, "submit", $"/competitions/{campus.Results}/submissions/new");
                await gallery.LookAsync(page, "my-submissions", $"/competitions/{campus.Results}/submissions");
                await gallery.LookAsync(page, "tokens", "/account/tokens");
                await gallery.LookAsync(page, "not-found", "/no/such/page");
                await page.Context.ClearCookiesAsync();
                await gallery.LookAsync(page, "sign-in", "/account/sign-in");
                await gallery.LookAsync(page, "register", "/account/register");
                await page.SignInAgainAsync(Campus.Organizer);
                await gallery.LookAsync(page, "new-competition", "/competitions/new");
                await gallery.LookAsync(page, "desk", $"/competitions/{campus.Results}/manage");
                await gallery.LookAsync(page, "desk-participants", $"/competitions/{campus.Results}/manage/participants");
                await gallery.LookAsync(page, "desk-phase", $"/competitions/{campus.Results}/manage/phases/1");
                await gallery.LookAsync(page, "desk-details", $"/competitions/{campus.Results}/manage/details");
                await gallery.LookAsync(page, "desk-access", $"/competitions/{campus.Results}/manage/access");
                await gallery.LookAsync(page, "desk-fact-sheet", $"/competitions/{campus.Results}/manage/fact-sheet");
                await gallery.LookAsync(page, "desk-data", $"/competitions/{campus.Results}/data");
                await page.SignInAgainAsync(Campus.Operator);
                await gallery.LookAsync(page, "operator", "/admin");
            },
            gallery.Frame);

        gallery.Found.ShouldBeEmpty();
    }

    [Theory]
    [ClassData<Screens>]
    public async Task pages_of_one_identity_look_right_and_axe_finds_nothing(int width, ColorScheme scheme)
    {
        var person = await campus.NewHubPersonAsync("Vera Viewer");
        var curator = await campus.NewHubPersonAsync("Cora Curator", "--curator", "--administrator");
        var gallery = new Gallery(width, scheme);
        await browser.WithPageAsync(
            campus.Hub.Address,
            async page =>
            {
                await gallery.LookAsync(page, "hub-home", "/");
                await gallery.LookAsync(page, "hub-nodes", "/nodes");
                await page.SignInAsync(person);
                await gallery.LookAsync(page, "hub-account", "/account");
                await gallery.LookAsync(page, "hub-sessions", "/account/sessions");
                await gallery.LookAsync(page, "hub-consent", new Uri(campus.Node.Address, "sign-on/hub").ToString());
                await page.PressButtonAsync("Agree and go on");
                await page.WaitForURLAsync($"{campus.Node.Address}**");
                await gallery.LookAsync(page, "welcome", new Uri(campus.Node.Address, "sign-on/link").ToString());
                await gallery.LookAsync(page, "welcome-new", new Uri(campus.Node.Address, "sign-on/new").ToString());
                await gallery.LookAsync(page, "hub-grants", "/account/grants");
                await gallery.LookAsync(page, "hub-device", "/device");
                await page.SignInAgainAsync(curator);
                await gallery.LookAsync(page, "curation-nodes", "/curation/nodes");
                await gallery.LookAsync(page, "curation-invitations", "/curation/invitations");
                await gallery.LookAsync(page, "curation-clients", "/curation/clients");
                await page.SignInAgainAsync(campus.Node.Address, Campus.Operator);
                await gallery.LookAsync(page, "operator-hub", new Uri(campus.Node.Address, "admin/hub").ToString());
                await gallery.LookAsync(page, "operator-sign-on", new Uri(campus.Node.Address, "admin/sign-on").ToString());
            },
            gallery.Frame);

        gallery.Found.ShouldBeEmpty();
    }
}
