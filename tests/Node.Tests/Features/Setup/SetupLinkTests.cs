using System.Net;
using Agon.Node.Features.Setup;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Setup;

/// <summary>The link before anybody used it: none of these makes an operator.</summary>
public sealed class SetupLinkTests : IAsyncLifetime
{
    private readonly NodeHost _node = new() { IsNew = true };

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task a_guessed_link_is_nothing() =>
        (await _node.Browser().VisitAsync(NodeLinks.SetUp("0123456789abcdef0123456789abcdef"))).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task what_is_missing_is_said_in_the_order_of_the_form()
    {
        var page = await (await _node.Browser().VisitAsync(Link)).Form("Set up").SendAsync();

        page.Document.QuerySelectorAll(".error-summary a").Select(a => a.TextContent)
            .ShouldBe([SetupMessages.EnterSiteName, SetupMessages.EnterName, SetupMessages.EnterEmail, SetupMessages.ChoosePassword]);
    }

    [Fact]
    public async Task until_then_the_home_page_tells_where_the_link_is_but_not_the_link()
    {
        var link = Link;

        var home = await _node.Browser().VisitAsync("/");

        home.ShouldSay("This node has no operator yet.");
        home.Document.DocumentElement.InnerHtml.ShouldNotContain(link);
    }

    private string Link => NodeLinks.SetUp(_node.Services.GetRequiredService<SetupCode>().Value!);
}
