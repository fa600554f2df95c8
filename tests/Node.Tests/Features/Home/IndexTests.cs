using System.Net;

namespace Agon.Node.Tests.Features.Home;

public sealed class IndexTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task an_empty_node_says_what_can_be_done()
    {
        var page = await node.Browser().VisitAsync("/");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Heading.ShouldBe("Agon");
        page.ShouldSay("No competition is open yet");
    }
}
