using System.Net;
using Agon.Node.Features.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Setup;

/// <summary>A node that nobody has set up: each test starts its own, as the link is printed once, at the start.</summary>
public sealed class SetupTests : IAsyncLifetime
{
    private readonly NodeHost _node = new() { IsNew = true };

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task whoever_has_the_link_becomes_the_operator_once()
    {
        var (browser, link) = (_node.Browser(), Link);

        var desk = await Fill(await browser.VisitAsync(link)).SendAsync();

        desk.Path.ShouldBe("/admin");
        desk.ShouldSay("The node is set up.");
        desk.Document.QuerySelector(".brand")!.TextContent.ShouldContain("Alpha Competitions");
        (await _node.Browser().VisitAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SignInAsync("ada@example.org")).ShouldSay("Ada");
    }

    [Fact]
    public async Task a_node_with_an_operator_has_no_set_up_page()
    {
        var (browser, link) = (_node.Browser(), Link);
        var form = Fill(await browser.VisitAsync(link));
        await _node.Given.Account(isOperator: true);

        (await browser.VisitAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await form.SendAsync()).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _node.QueryAsync(db => db.Users.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task a_weak_password_makes_nothing_and_keeps_the_link()
    {
        var (browser, link) = (_node.Browser(), Link);

        var page = await Fill(await browser.VisitAsync(link), password: "password123").SendAsync();
        page.ShouldSay("Choose a password that is not one of the first to be tried.");
        (await _node.QueryAsync(db => db.Users.CountAsync())).ShouldBe(0);

        (await Fill(page).SendAsync()).Path.ShouldBe("/admin");
    }

    private string Link => NodeLinks.SetUp(_node.Services.GetRequiredService<SetupCode>().Value!);

    private static PageForm Fill(Page page, string password = Given.Password) => page.Form("Set up")
        .Fill("Name of the site", "Alpha Competitions").Fill("Institution (may stay empty)", "Alpha University")
        .Fill("Your name", "Ada").Fill("E-mail address", "ada@example.org").Fill("Password", password);

    private async Task<Page> SignInAsync(string email) => await (await _node.Browser().VisitAsync("/account/sign-in")).Form("Sign in")
        .Fill("E-mail address", email).Fill("Password", Given.Password).SendAsync();
}
