using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Agon.Federation.Contracts;
using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Accounts;

public sealed class TokenAuthenticationTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task a_token_says_who_calls_and_what_it_may()
    {
        var mei = await node.Given.Account("Mei");
        var token = await node.Given.Token(mei, ApiScopes.Submit, ApiScopes.Read);

        var me = await node.Api(token).GetFromJsonAsync<JsonElement>("/api/v1/me", TestContext.Current.CancellationToken);

        me.GetProperty("id").GetGuid().ShouldBe(mei.Id);
        me.GetProperty("name").GetString().ShouldBe("Mei");
        me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldBe(["read", "submit"]);
    }

    [Fact]
    public Task a_call_without_a_token_is_told_how_to_send_one() => ShouldRefuse(null, HttpStatusCode.Unauthorized, TokenMessages.Missing);

    [Fact]
    public Task an_unknown_token_is_refused() => ShouldRefuse(ApiTokenSecret.Create(), HttpStatusCode.Unauthorized, TokenMessages.Unknown);

    [Theory]
    [InlineData("x")]
    [InlineData("agon_")]
    [InlineData("agon_' OR 1=1 --")]
    public Task what_does_not_look_like_a_token_is_refused(string text) => ShouldRefuse(text, HttpStatusCode.Unauthorized, TokenMessages.Unknown);

    [Fact]
    public async Task an_expired_token_is_refused()
    {
        var token = await node.Given.Token(await node.Given.Account(), ApiScopes.Read);
        await node.QueryAsync(db => db.ApiTokens.Where(t => t.Digest == ApiTokenSecret.Digest(token))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.ExpiresAt, node.Clock.GetUtcNow())));

        await ShouldRefuse(token, HttpStatusCode.Unauthorized, TokenMessages.Expired);
    }

    [Fact]
    public async Task a_revoked_token_is_refused()
    {
        var token = await node.Given.Token(await node.Given.Account(), ApiScopes.Read);
        await node.QueryAsync(async db =>
        {
            (await db.ApiTokens.SingleAsync(t => t.Digest == ApiTokenSecret.Digest(token))).Revoke(node.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });

        await ShouldRefuse(token, HttpStatusCode.Unauthorized, TokenMessages.Revoked);
    }

    [Fact]
    public async Task a_new_password_ends_every_token_made_before()
    {
        var person = await node.Given.Account();
        var before = await node.Given.Token(person, ApiScopes.Read);
        var browser = await node.BrowserOf(person);

        await (await browser.VisitAsync("/account/password")).Form("Change the password")
            .Fill("Current password", Given.Password).Fill("New password", "another long password").SendAsync();

        await ShouldRefuse(before, HttpStatusCode.Unauthorized, TokenMessages.Ended);
        (await browser.VisitAsync(NodeLinks.Accounts.Tokens)).ShouldSay("ended");
        var after = await node.Given.Token(await PresentAsync(person), ApiScopes.Read);
        (await node.Api(after).GetAsync("/api/v1/me", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_password_reset_ends_every_token()
    {
        var person = await node.Given.Account();
        var token = await node.Given.Token(person, ApiScopes.Read);

        await node.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<Account>>();
            var account = (await users.FindByIdAsync(person.Id.ToString()))!;
            return await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), "another long password");
        });

        await ShouldRefuse(token, HttpStatusCode.Unauthorized, TokenMessages.Ended);
    }

    [Fact]
    public async Task signing_out_everywhere_ends_every_token()
    {
        var person = await node.Given.Account();
        var token = await node.Given.Token(person, ApiScopes.Read);

        await (await (await node.BrowserOf(person)).VisitAsync("/account/sessions")).Form("Sign out everywhere").SendAsync();

        await ShouldRefuse(token, HttpStatusCode.Unauthorized, TokenMessages.Ended);
    }

    [Fact]
    public async Task changing_a_name_or_signing_out_here_ends_no_token()
    {
        var person = await node.Given.Account();
        var token = await node.Given.Token(person, ApiScopes.Read);
        var browser = await node.BrowserOf(person);

        await (await browser.VisitAsync("/account/profile")).Form("Save").Fill("Name", "Mei Lin").SendAsync();
        await (await browser.VisitAsync("/account/sign-out")).Form("Sign out").SendAsync();

        (await node.Api(token).GetAsync("/api/v1/me", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_token_without_the_scope_is_refused_and_told_which()
    {
        var token = await node.Given.Token(await node.Given.Account(), ApiScopes.Submit);

        await ShouldRefuse(token, HttpStatusCode.Forbidden, TokenMessages.LacksScope(ApiScopes.Read));
    }

    [Fact]
    public async Task the_secret_is_not_kept()
    {
        var token = await node.Given.Token(await node.Given.Account(), ApiScopes.Read);

        var kept = await node.QueryAsync(db => db.ApiTokens.SingleAsync(t => t.Digest == ApiTokenSecret.Digest(token)));

        var secret = token[ApiTokenSecret.Prefix.Length..];
        typeof(ApiToken).GetProperties().Select(p => p.GetValue(kept)).OfType<string>().ShouldNotContain(value => value.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task using_a_token_is_remembered()
    {
        var token = await node.Given.Token(await node.Given.Account(), ApiScopes.Read);

        await node.Api(token).GetAsync("/api/v1/me", TestContext.Current.CancellationToken);

        (await node.QueryAsync(db => db.ApiTokens.Where(t => t.Digest == ApiTokenSecret.Digest(token)).Select(t => t.LastUsedAt).SingleAsync()))
            .ShouldBe(node.Clock.GetUtcNow());
    }

    [Fact]
    public async Task only_an_operator_gets_a_worker_token()
    {
        var person = await node.Given.Account();

        var outcome = await node.InScopeAsync(s => s.GetRequiredService<IssueApiToken>().ExecuteAsync(person, "w", [ApiScopes.Worker], 30, TestContext.Current.CancellationToken));

        outcome.ShouldBe(new IssueOutcome.NotAllowed(ApiScopes.Worker));
        (await node.Given.Token(await node.Given.Account(isOperator: true), ApiScopes.Worker)).ShouldStartWith(ApiTokenSecret.Prefix);
    }

    [Theory]
    [InlineData("", "read", 30, typeof(IssueOutcome.BadName))]
    [InlineData("a", "", 30, typeof(IssueOutcome.BadScopes))]
    [InlineData("a", "everything", 30, typeof(IssueOutcome.BadScopes))]
    [InlineData("a", "read", 0, typeof(IssueOutcome.BadLifetime))]
    [InlineData("a", "read", 366, typeof(IssueOutcome.BadLifetime))]
    public async Task a_token_needs_a_name_a_scope_and_an_end(string name, string scopes, int days, Type refusal)
    {
        var person = await node.Given.Account();

        var outcome = await node.InScopeAsync(s => s.GetRequiredService<IssueApiToken>().ExecuteAsync(
            person, name, scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), days, TestContext.Current.CancellationToken));

        outcome.GetType().ShouldBe(refusal);
        TokenMessages.Sentence(outcome).ShouldNotBeNull();
    }

    private Task<Account> PresentAsync(Account account) => node.QueryAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.Id == account.Id));

    private async Task ShouldRefuse(string? token, HttpStatusCode status, string detail)
    {
        var response = await node.Api(token).GetAsync("/api/v1/me", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(status);
        response.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        problem.GetProperty("type").GetString().ShouldBe(Problems.TokenRefused);
        problem.GetProperty("detail").GetString().ShouldBe(detail);
    }
}
