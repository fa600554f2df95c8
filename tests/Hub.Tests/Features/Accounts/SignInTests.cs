using System.Net;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Accounts;

public sealed class SignInTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    [Refuses(SignInOutcome.Refused)]
    public async Task an_unknown_address_and_a_wrong_password_look_the_same()
    {
        var email = await hub.Account();

        var wrong = await Submit.SignInAsync(hub.Browser(), email, "not this password");
        var unknown = await Submit.SignInAsync(hub.Browser(), "nobody@example.org", "not this password");

        wrong.ShouldRefuse(SignInOutcome.Refused, AccountMessages.WrongPassword);
        Comparable(wrong).ShouldBe(Comparable(unknown));
    }

    [Fact]
    public async Task five_wrong_passwords_lock_the_account_and_tell_its_owner()
    {
        var email = await hub.Account();
        for (var i = 0; i < AccountRules.TriesBeforeLockout; i++)
        {
            await Submit.SignInAsync(hub.Browser(), email, "not this password");
        }

        (await Submit.SignInAsync(hub.Browser(), email, HubHost.Password)).ShouldSay(AccountMessages.WrongPassword);
        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldContain("locked");
    }

    [Fact]
    public async Task wrong_passwords_that_arrive_together_all_count()
    {
        var email = await hub.Account();

        var tries = Enumerable.Range(0, 4 * AccountRules.TriesBeforeLockout).Select(i => TryAsync(email, $"not this password {i}"));
        (await Task.WhenAll(tries)).ShouldAllBe(isRight => !isRight);

        (await TryAsync(email, HubHost.Password)).ShouldBeFalse();
        (await hub.MailsTo(email)).ShouldHaveSingleItem().ShouldContain("locked");
    }

    [Fact]
    public async Task a_lock_ends_by_itself()
    {
        var email = await hub.Account();
        for (var i = 0; i < AccountRules.TriesBeforeLockout; i++)
        {
            await TryAsync(email, "not this password");
        }

        (await TryAsync(email, HubHost.Password)).ShouldBeFalse();
        hub.Clock.Advance(AccountRules.Lockout);

        (await TryAsync(email, HubHost.Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task the_right_password_at_the_last_try_leaves_no_lock()
    {
        var email = await hub.Account();
        for (var i = 0; i < AccountRules.TriesBeforeLockout - 1; i++)
        {
            await TryAsync(email, "not this password");
        }

        (await TryAsync(email, HubHost.Password)).ShouldBeTrue();

        await hub.SignedIn(email);
        (await hub.MailsTo(email)).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_right_password_before_the_fifth_starts_the_count_anew()
    {
        var email = await hub.Account();
        for (var i = 0; i < AccountRules.TriesBeforeLockout - 1; i++)
        {
            await Submit.SignInAsync(hub.Browser(), email, "not this password");
        }

        await hub.SignedIn(email);

        (await hub.QueryAsync(db => db.Users.Where(u => u.Email == email).Select(u => u.AccessFailedCount).SingleAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task a_page_for_members_asks_to_sign_in_and_comes_back()
    {
        var browser = hub.Browser();
        var email = await hub.Account();

        var asked = await browser.VisitAsync("/account/profile");
        asked.Heading.ShouldBe("Sign in");
        var page = await asked.Form("Sign in").Fill("E-mail address", email).Fill("Password", HubHost.Password).SendAsync();

        page.Path.ShouldBe("/account/profile");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task nobody_is_sent_to_another_site_after_signing_in(string returnUrl)
    {
        var browser = hub.Browser();
        var email = await hub.Account();

        var page = await browser.VisitAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var after = await page.Form("Sign in").Fill("E-mail address", email).Fill("Password", HubHost.Password).SendAsync();

        after.Response.RequestMessage!.RequestUri!.Host.ShouldBe("localhost");
        after.Path.ShouldBe("/");
    }

    [Fact]
    public async Task signing_out_ends_it_here()
    {
        var browser = await hub.SignedIn(await hub.Account());

        (await (await browser.VisitAsync("/")).Form("Sign out").SendAsync()).ShouldSay("You are signed out.");

        (await browser.VisitAsync("/account")).Heading.ShouldBe("Sign in");
    }

    [Fact]
    public async Task a_signed_in_persons_pages_stay_in_no_cache()
    {
        var browser = await hub.SignedIn(await hub.Account());

        (await browser.VisitAsync("/")).Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task a_form_without_its_token_is_refused_with_a_way_onward()
    {
        var browser = hub.Browser();

        var answer = await browser.Http.PostAsync("/account/sign-in", new FormUrlEncodedContent([new("Form.Email", "x@example.org")]), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("This page was open too long");
    }

    private Task<bool> TryAsync(string email, string password) => hub.InScopeAsync(async services =>
    {
        var account = await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email);
        return await services.GetRequiredService<TryPassword>().ExecuteAsync(account, password, TestContext.Current.CancellationToken);
    });

    // The address typed and the form's token differ by nature.
    private static string Comparable(Page page)
    {
        foreach (var input in page.Document.QuerySelectorAll("input"))
        {
            input.SetAttribute("value", "");
        }

        return page.Document.Body!.OuterHtml;
    }
}
