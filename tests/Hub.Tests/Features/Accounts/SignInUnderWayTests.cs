using Agon.Portal.Accounts;
using Agon.Portal.Accounts.SecondFactors;
using Agon.Portal.Accounts.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Accounts;

/// <summary>A sign-in that was under way while what it rests on changed.</summary>
public sealed class SignInUnderWayTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string NewPassword = "another long password";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_old_password_is_wrong_once_it_changed_while_it_was_looked_at()
    {
        var email = await hub.Account();

        (await hub.InScopeAsync(async services =>
        {
            var account = (await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email))!;
            await ResetAsync(email);
            return await services.GetRequiredService<TryPassword>().ExecuteAsync(account, HubHost.Password, Ct);
        })).ShouldBeFalse();
    }

    [Fact]
    public async Task a_code_completes_no_sign_in_whose_password_changed_while_it_was_looked_at()
    {
        var email = await hub.Account();
        await SecondStep.TurnOnAsync(hub, await hub.SignedIn(email), email);
        var code = await SecondStep.CodeAsync(hub, email);

        (await hub.InScopeAsync(async services =>
        {
            var account = (await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email))!;
            var browser = new DefaultHttpContext { RequestServices = services };
            services.GetRequiredService<IHttpContextAccessor>().HttpContext = browser;
            await services.GetRequiredService<HalfSignIn>().BeginAsync(account, staysSignedIn: false);
            browser.Request.Headers.Cookie = $"{browser.Response.Headers.SetCookie}".Split(';')[0];
            await ResetAsync(email);
            return (await services.GetRequiredService<SignInWithCode>().ExecuteAsync(code, Ct)).Outcome;
        })).ShouldBe(CodeOutcome.NotBegun);
    }

    [Fact]
    public async Task a_session_of_one_who_showed_it_before_the_change_is_none()
    {
        var email = await hub.Account();

        (await hub.InScopeAsync(async services =>
        {
            var account = (await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email))!;
            await ResetAsync(email);
            var session = await services.GetRequiredService<BeginSession>().ExecuteAsync(account, new DefaultHttpContext(), beside: null, Ct);
            return await services.GetRequiredService<CheckSession>().ExecuteAsync(account.Id, session.Id, Ct);
        })).ShouldBeFalse();
    }

    [Fact]
    public async Task a_session_without_the_second_step_ends_when_it_is_turned_on_elsewhere()
    {
        var email = await hub.Account();
        var (here, there) = (await hub.SignedIn(email), await hub.SignedIn(email));

        await SecondStep.TurnOnAsync(hub, here, email);

        (await there.VisitAsync("/account")).Heading.ShouldBe("Sign in");
        hub.Clock.Advance(AccountRules.StampValidity + TimeSpan.FromSeconds(1));
        (await here.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    [Fact]
    public async Task the_session_in_which_a_password_changes_goes_on()
    {
        var email = await hub.Account();
        var browser = await hub.SignedIn(email);

        await (await browser.VisitAsync("/account/password")).Form("Change the password")
            .Fill("Current password", HubHost.Password).Fill("New password", NewPassword).SendAsync();

        hub.Clock.Advance(AccountRules.StampValidity + TimeSpan.FromSeconds(1));
        (await browser.VisitAsync("/account")).Heading.ShouldBe("Your account");
    }

    private async Task ResetAsync(string email) => (await hub.InScopeAsync(async services =>
    {
        var users = services.GetRequiredService<UserManager<Account>>();
        var account = (await users.FindByEmailAsync(email))!;
        var token = await users.GeneratePasswordResetTokenAsync(account);
        return await services.GetRequiredService<ResetPassword>().ExecuteAsync(account.Id, token, NewPassword, removesPasskeys: false, Ct);
    })).ShouldBeEmpty();
}
