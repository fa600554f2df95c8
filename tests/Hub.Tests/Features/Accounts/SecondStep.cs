using Agon.Portal.Accounts;
using Agon.Portal.Accounts.SecondFactors;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Accounts;

/// <summary>What people do about the second step, and what their app shows.</summary>
internal static class SecondStep
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What the app shows some half minutes from now.</summary>
    public static Task<string> CodeAsync(HubHost hub, string email, int later = 0) => hub.InScopeAsync(async services =>
    {
        var keys = services.GetRequiredService<FactorKeys>();
        var account = await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email);
        var factor = await keys.FindAsync(account!.Id, Ct);
        return TimeCodes.Of(keys.KeyOf(factor!), TimeCodes.StepOf(hub.Clock.GetUtcNow()) + later);
    });

    public static async Task<Page> BeginAsync(PageClient browser, string password = HubHost.Password) =>
        await (await browser.VisitAsync("/account/second-step")).Form("Set up").Fill("Your password", password).SendAsync();

    /// <summary>Turns it on and waits until the first code is over; the recovery codes.</summary>
    public static async Task<IReadOnlyList<string>> TurnOnAsync(HubHost hub, PageClient browser, string email)
    {
        var page = await (await BeginAsync(browser)).Form("Turn on").Fill("Code", await CodeAsync(hub, email)).SendAsync();
        page.Heading.ShouldBe("The second step is on");
        hub.Clock.Advance(TimeSpan.FromSeconds(30));
        return RecoveryCodes(page);
    }

    public static IReadOnlyList<string> RecoveryCodes(Page page) => [.. page.Document.QuerySelectorAll("#codes code").Select(c => c.TextContent)];

    /// <summary>The page that asks for the code, after the password.</summary>
    public static async Task<Page> HalfAsync(HubHost hub, string email)
    {
        var page = await Submit.SignInAsync(hub.Browser(), email, HubHost.Password);
        page.Heading.ShouldBe("Enter your code");
        return page;
    }

    public static Task<Page> EnterAsync(Page page, string code) => page.Form("Sign in").Fill("Code", code).SendAsync();
}
