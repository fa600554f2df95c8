using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace Agon.Journeys;

public sealed partial class ParticipantJourneys(Campus campus, BrowserFixture browser)
{
    [Fact]
    public Task a_stranger_registers_confirms_takes_part_and_sees_the_score_appear() => browser.WithPageAsync(campus.Node.Address, async page =>
    {
        var email = $"mei-{Guid.CreateVersion7():N}@example.org";
        await page.GotoAsync("/account/register");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mei");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Campus.Password);
        await page.PressButtonAsync("Register");
        await Expect(page).Not.ToHaveURLAsync(RegisterAddress());
        await page.GotoAsync(LinkIn(await campus.MailToAsync(email)));
        await page.GetByLabel("Password").FillAsync(Campus.Password);
        await page.PressButtonAsync("It was me");
        await page.SignInAsync(email);

        await page.GotoAsync("/competitions");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Searchbox).FillAsync("bird");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Which bird sang?", Exact = true }).ClickAsync();
        await page.TakePartAsync(campus.Results);
        await page.SubmitAsync(campus.Results, await Samples.SubmissionAsync("results-neighbours"));

        await page.SeesOutcomeAsync("scored");
        await Expect(page.GetByText("0.92").First).ToBeVisibleAsync();
        await page.GotoAsync($"/competitions/{campus.Results}/leaderboard");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Mei" }).First).ToContainTextAsync("0.92");
    });

    [Fact]
    public Task everything_works_without_scripts() => browser.WithPageAsync(
        campus.Node.Address,
        async page =>
        {
            await page.SignInAsync(await campus.NewPersonAsync("Noah Noscript"));
            await page.TakePartAsync(campus.Results);
            await page.SubmitAsync(campus.Results, await Samples.SubmissionAsync("results-pitch"));
            await page.ReloadsUntilOutcomeAsync("scored");
            await page.GotoAsync($"/competitions/{campus.Results}/leaderboard");

            await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Noah" }).First).ToContainTextAsync("0.56");
        },
        options => options.JavaScriptEnabled = false);

    [Fact]
    public Task code_that_raises_ends_as_a_failure_the_participant_can_read() => browser.WithPageAsync(campus.Node.Address, async page =>
    {
        await page.SignInAsync(await campus.NewPersonAsync("Rae Raiser"));
        await page.TakePartAsync(campus.Code);
        await page.SubmitAsync(campus.Code, await Samples.SubmissionAsync("code-raises"));

        await page.SeesOutcomeAsync("failed");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToBeVisibleAsync();
        await Expect(page.Locator("pre.log").Filter(new() { HasText = "Traceback" }).First).ToBeVisibleAsync();
    });

    [Fact]
    public Task a_log_appears_on_an_open_page_while_the_run_goes_on() => browser.WithPageAsync(campus.Node.Address, async page =>
    {
        var email = await campus.NewPersonAsync("Lia Live");
        var api = await campus.ApiOfAsync(email, "submit", "read");
        await api.JoinAsync(campus.Code);
        await page.SignInAsync(email);
        var id = await api.SubmitAsync(campus.Code, 2, await Samples.SlowCodeAsync(8));
        await page.GotoAsync($"/submissions/{id}");

        await Expect(page.GetByText("learning for 8 seconds")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.Locator(".hero .badge").First).ToHaveTextAsync("running");
        await page.SeesOutcomeAsync("scored");
    });

    [Fact]
    public Task a_person_takes_part_and_submits_with_the_keyboard_alone() => browser.WithPageAsync(campus.Node.Address, async page =>
    {
        var email = await campus.NewPersonAsync("Kay Keyboard");
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FocusAsync();
        await page.Keyboard.TypeAsync(email);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(Campus.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.IsSignedInAsync();
        await page.GotoAsync($"/competitions/{campus.Results}/join");
        await page.TabToAsync("input[type=checkbox]");
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync("main button");
        await page.Keyboard.PressAsync("Enter");
        await page.MaySubmitAsync();
        await page.GotoAsync($"/competitions/{campus.Results}/submissions/new");
        await page.GetByLabel("Your zip").SetInputFilesAsync(await Samples.SubmissionAsync("results-pitch"));
        await page.TabToAsync("main form[data-upload] button");
        await page.Keyboard.PressAsync("Enter");

        await page.SeesOutcomeAsync("scored");
    });

    private static string LinkIn(string mail) => Link().Match(mail).Value;

    [GeneratedRegex("/register$")]
    private static partial Regex RegisterAddress();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/account/confirm\S*")]
    private static partial Regex Link();
}
