using System.Net;
using Agon.Node.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Accounts;

public sealed class TokensTests(NodeHost node) : IClassFixture<NodeHost>
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_token_made_on_the_page_works_and_is_shown_once()
    {
        var browser = await node.BrowserOf(await node.Given.Account());

        var form = (await browser.VisitAsync(NodeLinks.Accounts.NewToken)).Form("Make the token").Fill("Name", "laptop");
        var page = await form.Check("read See your submissions, runs, logs and scores").SendAsync();

        page.Path.ShouldBe(NodeLinks.Accounts.Tokens);
        var secret = page.Document.GetElementById("new-token")!.TextContent;
        (await node.Api(secret).GetAsync("/api/v1/me", _ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var again = await browser.VisitAsync(NodeLinks.Accounts.Tokens);
        again.ShouldSay("laptop");
        again.ShouldNotSay(secret);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(61, false)]
    public async Task what_is_written_while_the_sign_in_grows_old_is_taken_for_an_hour(int minutes, bool isTaken)
    {
        var person = await node.Given.Account();
        var browser = await node.BrowserOf(person);
        var form = (await browser.VisitAsync(NodeLinks.Accounts.NewToken)).Form("Make the token").Fill("Name", "laptop");
        node.Clock.Advance(TimeSpan.FromMinutes(minutes));

        var page = await form.Check("read See your submissions, runs, logs and scores").SendAsync();

        page.Heading.ShouldBe(isTaken ? "API tokens" : "Sign in");
        (await browser.VisitAsync(NodeLinks.Accounts.NewToken)).Heading.ShouldBe("Sign in");
        (await node.QueryAsync(db => db.ApiTokens.AnyAsync(t => t.AccountId == person.Id))).ShouldBe(isTaken);
    }

    [Fact]
    public async Task a_revoked_token_stops_working_at_once()
    {
        var person = await node.Given.Account();
        var secret = await node.Given.Token(person, ApiScopes.Read);
        var browser = await node.BrowserOf(person);

        var asked = await (await browser.VisitAsync(NodeLinks.Accounts.Tokens)).FollowAsync("Revoke a test");
        asked.Heading.ShouldBe("Revoke “a test”?");
        (await node.Api(secret).GetAsync("/api/v1/me", _ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await asked.Form("Revoke it").SendAsync()).ShouldSay("revoked");

        (await node.Api(secret).GetAsync("/api/v1/me", _ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task somebody_elses_token_does_not_exist()
    {
        var owner = await node.Given.Account();
        await node.Given.Token(owner, ApiScopes.Read);
        var id = await node.QueryAsync(db => db.ApiTokens.Where(t => t.AccountId == owner.Id).Select(t => t.Id).SingleAsync());
        var other = await node.BrowserOf(await node.Given.Account());

        (await other.VisitAsync(NodeLinks.Accounts.RevokeToken(id))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.VisitAsync(NodeLinks.Accounts.Tokens)).ShouldNotSay("a test");
    }

    [Fact]
    public async Task only_operators_are_offered_the_scope_of_workers()
    {
        var person = await node.BrowserOf(await node.Given.Account());
        var boss = await node.BrowserOf(await node.Given.Account(isOperator: true));

        (await person.VisitAsync(NodeLinks.Accounts.NewToken)).ShouldNotSay(ApiScopes.Describe(ApiScopes.Worker));
        (await boss.VisitAsync(NodeLinks.Accounts.NewToken)).ShouldSay(ApiScopes.Describe(ApiScopes.Worker));
    }

    [Fact]
    public async Task a_token_without_a_scope_is_not_made()
    {
        var browser = await node.BrowserOf(await node.Given.Account());

        var page = await (await browser.VisitAsync(NodeLinks.Accounts.NewToken)).Form("Make the token").Fill("Name", "laptop").SendAsync();

        page.ShouldSay(TokenMessages.BadScopes);
        page.Document.QuerySelector(".error-summary a")!.GetAttribute("href").ShouldBe("#Form_Scopes");
        page.Document.GetElementById("Form_Scopes").ShouldNotBeNull();
    }

    [Fact]
    public async Task strangers_are_asked_to_sign_in() =>
        (await node.Browser().VisitAsync(NodeLinks.Accounts.Tokens)).Heading.ShouldBe("Sign in");
}
