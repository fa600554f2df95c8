namespace Agon.Journeys.SignOn;

/// <summary>How people come from the hub to a node, in their words.</summary>
internal static class SignOnVocabulary
{
    /// <summary>Signs in at the node as somebody with an account at the hub; the first time they agree there and get an account here.</summary>
    public static async Task SignInThroughHubAsync(this IPage page, Campus campus, string email, bool isKnown = false)
    {
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(new Uri(campus.Node.Address, "account/sign-in").ToString());
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.ClickAsync();
        await page.WaitForURLAsync($"{campus.Hub.Address}**");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Campus.Password);
        await page.PressButtonAsync("Sign in");
        if (!isKnown)
        {
            await page.PressButtonAsync("Agree and go on");
            await page.MakeAccountAsync();
        }

        await page.WaitForURLAsync($"{campus.Node.Address}**");
        await page.IsSignedInAsync();
    }

    /// <summary>Whom the hub vouches for gets an account of their own.</summary>
    public static async Task MakeAccountAsync(this IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Make an account", Exact = true }).ClickAsync();
        await page.PressButtonAsync("Make the account");
    }
}
