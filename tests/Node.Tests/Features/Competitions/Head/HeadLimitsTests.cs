
namespace Agon.Node.Tests.Features.Competitions.Head;

/// <summary>What the head says of the submissions a person has left.</summary>
public sealed class HeadLimitsTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Theory]
    [InlineData(5, null, "4 of 5 left today")]
    [InlineData(null, 9, "8 of 9 left in this phase")]
    [InlineData(5, 9, "4 of 5 left today")]
    [InlineData(9, 5, "4 of 5 left in this phase")]
    [InlineData(null, null, "to Development, as often as you like")]
    [InlineData(1, null, "limit reached 1 a day; next")]
    [InlineData(null, 1, "limit reached You sent all 1 of this phase")]
    public async Task it_tells_what_is_left(int? perDay, int? inAll, string words)
    {
        var competition = await node.Given.Competition(change: c => (c.Phases[0].MaxSubmissionsPerDay, c.Phases[0].MaxSubmissions) = (perDay, inAll));
        var account = await node.Given.ParticipantOf(competition);
        await node.Given.Submission(competition, account);

        var page = await (await node.BrowserOf(account)).VisitAsync($"/competitions/{competition.Slug}");

        string.Join(' ', page.Document.QuerySelector(".act")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain(words);
    }
}
