using System.Net;

namespace Agon.Node.Tests.Features.Administration;

/// <summary>The desk of a node on which nothing has happened yet.</summary>
public sealed class FreshDeskTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Theory]
    [InlineData(NodeLinks.Administration.Desk)]
    [InlineData(NodeLinks.Administration.Settings)]
    [InlineData(NodeLinks.Administration.Mails)]
    public async Task only_operators_see_the_desk(string path)
    {
        var person = await node.BrowserOf(await node.Given.Account());

        (await node.Browser().VisitAsync(path)).Heading.ShouldBe("Sign in");
        var refused = await person.VisitAsync(path);
        refused.Status.ShouldBe(HttpStatusCode.Forbidden);
        refused.Heading.ShouldBe("You may not do this");
        (await (await OperatorsBrowserAsync()).VisitAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_fresh_node_says_what_is_fine_and_what_needs_the_operator()
    {
        var desk = await (await OperatorsBrowserAsync()).VisitAsync(NodeLinks.Administration.Desk);

        desk.ShouldSay("The database answers.");
        desk.ShouldSay("Nothing waits and nothing runs.");
        desk.ShouldSay("Workers: needs you No worker has ever called.");
        desk.ShouldSay("No mail server is set");
        desk.ShouldSay("No run failed.");
    }

    private async Task<PageClient> OperatorsBrowserAsync() => await node.BrowserOf(await node.Given.Account(isOperator: true));
}
