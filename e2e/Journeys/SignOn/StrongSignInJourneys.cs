using static Microsoft.Playwright.Assertions;

namespace Agon.Journeys.SignOn;

/// <summary>More than a password: passkeys as a real browser makes them, and codes as any authenticator app shows them.</summary>
public sealed class StrongSignInJourneys(BrowserFixture browser, Campus campus)
{
    [Fact]
    public Task a_passkey_is_added_and_signs_its_owner_in() => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        await PlugInAuthenticatorAsync(page);
        await page.SignInAsync(await campus.NewHubPersonAsync("Pia Passkey"));

        await page.GotoAsync("/account/passkeys");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Phone");
        await page.PressButtonAsync("Add a passkey");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Phone", Exact = true })).ToBeVisibleAsync();
        await page.SignOutAsync();

        await page.GotoAsync("/account/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.PressButtonAsync("Use a passkey");
        await page.IsSignedInAsync();
        await Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("Pia Passkey");
    });

    [Fact]
    public Task with_the_second_step_on_a_password_needs_a_code_and_nodes_take_the_hubs_word() => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        var person = await campus.NewHubPersonAsync("Tara Twostep");
        await page.SignInAsync(person);
        await page.GotoAsync("/account/second-step");
        await page.GetByLabel("Your password").FillAsync(Campus.Password);
        await page.PressButtonAsync("Set up");
        await Expect(page.GetByAltText("QR code with the key below")).ToBeVisibleAsync();
        var app = new AuthenticatorApp(await page.Locator("code.secret").InnerTextAsync());
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.Code());
        await page.PressButtonAsync("Turn on");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("The second step is on");
        await page.SignOutAsync();

        await page.GotoAsync(new Uri(campus.Node.Address, "account/sign-in").ToString());
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.GetByLabel("E-mail address").FillAsync(person);
        await page.GetByLabel("Password").FillAsync(Campus.Password);
        await page.PressButtonAsync("Sign in");
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync("not it");
        await page.PressButtonAsync("Sign in");
        // The code it was turned on with is used up; clocks may differ by one.
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.Code(later: 1));
        await page.PressButtonAsync("Sign in");
        await page.PressButtonAsync("Agree and go on");
        await page.GetByRole(AriaRole.Link, new() { Name = "Make an account", Exact = true }).ClickAsync();
        await page.PressButtonAsync("Make the account");
        await page.WaitForURLAsync($"{campus.Node.Address}**");
        await page.IsSignedInAsync();
    });

    // As built into a phone: it keeps passkeys and is unlocked at once.
    private static async Task PlugInAuthenticatorAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
    }
}
