
namespace Agon.Node.Tests.Features.Competitions;

/// <summary>What organizers write, as pages show it.</summary>
public sealed class OrganizerTextTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task pages_and_rules_are_shown_as_written()
    {
        var competition = await node.Given.Competition(change: c => c.Terms = "Be *kind*.");
        var overview = await node.Browser().VisitAsync($"/competitions/{competition.Slug}");
        var joining = await (await node.BrowserOf(await node.Given.Account())).VisitAsync($"/competitions/{competition.Slug}/join");

        overview.ShouldSay("Seven measures of a grain.");
        joining.Document.QuerySelector(".prose em")!.TextContent.ShouldBe("kind");
    }

    [Fact]
    public async Task indented_html_stays_html()
    {
        var competition = await node.Given.Competition(change: c => c.Pages[0].Content = "\n<div>\n        <p>Indented</p>\n\n        <p>twice</p>\n</div>");

        var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}");

        page.ShouldSay("Indented twice");
        page.Document.QuerySelectorAll(".prose pre").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<script>alert(1)</script>Hello")]
    [InlineData("Hello <img src=x onerror=alert(1)>")]
    [InlineData("# Hello\n\n<a href='javascript:alert(1)'>x</a>")]
    public async Task what_organizers_write_is_cleaned(string text)
    {
        var competition = await node.Given.Competition(change: c => (c.Pages[0].Content, c.Terms) = (text, text));

        foreach (var path in new[] { "", "/rules" })
        {
            var page = await node.Browser().VisitAsync($"/competitions/{competition.Slug}{path}");
            page.ShouldSay("Hello");
            page.Document.QuerySelectorAll("main script, main [onerror], main a[href^='javascript']").ShouldBeEmpty();
        }
    }
}
