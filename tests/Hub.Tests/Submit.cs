namespace Agon.Hub.Tests;

/// <summary>What people do on the account pages.</summary>
internal static class Submit
{
    public static async Task<Page> SignInAsync(PageClient browser, string email, string password) =>
        await (await browser.VisitAsync("/account/sign-in")).Form("Sign in").Fill("E-mail address", email).Fill("Password", password).SendAsync();

    public static async Task<Page> RegisterAsync(PageClient browser, string email, string name = "Mei", string password = HubHost.Password) =>
        await (await browser.VisitAsync("/account/register")).Form("Register")
            .Fill("Name", name).Fill("E-mail address", email).Fill("Password", password).SendAsync();

    public static async Task<Page> ForgetAsync(PageClient browser, string email) =>
        await (await browser.VisitAsync("/account/forgot")).Form("Send the link").Fill("E-mail address", email).SendAsync();

    public static async Task<Page> ResendAsync(PageClient browser, string email) =>
        await (await browser.VisitAsync("/account/resend")).Form("Send the link again").Fill("E-mail address", email).SendAsync();
}
