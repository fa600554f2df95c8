namespace Agon.Node.Tests.Features.Competitions;

/// <summary>What a list page shows.</summary>
internal static class ListedCompetitions
{
    extension(Page page)
    {
        public IReadOnlyList<string> Titles() => [.. page.Document.QuerySelectorAll("ul.rows h2").Select(h => h.TextContent.Trim())];

        public IReadOnlyList<string> Facets() =>
            [.. page.Document.QuerySelector(".facets ul")!.QuerySelectorAll("a").Select(a => string.Join(' ', a.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
    }
}
