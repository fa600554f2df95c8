using Agon.Portal.Accounts;
using Agon.Portal.Accounts.SecondFactors;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests;

/// <summary>The second step of an account, as its owner's app knows it.</summary>
internal static class SecondStep
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(NodeHost node)
    {
        /// <summary>What the app shows now.</summary>
        public Task<string> CodeOf(Account account) => node.InScopeAsync(async services =>
        {
            var keys = services.GetRequiredService<FactorKeys>();
            return TimeCodes.Of(keys.KeyOf((await keys.FindAsync(account.Id, Ct))!), TimeCodes.StepOf(node.Clock.GetUtcNow()));
        });

        /// <summary>Turns it on by its pages, and waits until the first code is over.</summary>
        public async Task TurnOnSecondStep(Account account)
        {
            var browser = await node.BrowserOf(account);
            var page = await (await browser.VisitAsync("/account/second-step")).Form("Set up").Fill("Your password", Given.Password).SendAsync();
            (await page.Form("Turn on").Fill("Code", await node.CodeOf(account)).SendAsync()).Heading.ShouldBe("The second step is on");
            node.Clock.Advance(TimeSpan.FromSeconds(30));
        }
    }
}
