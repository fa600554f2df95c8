using Agon.Federation.Contracts.Feed;
using Agon.Hub.Tests.Features.Catalogue.Intake;

namespace Agon.Hub.Tests.Features.Catalogue.Discovery;

/// <summary>A node's listings that a word tells from those of other tests.</summary>
internal sealed class Shelf(HubHost hub, TellingNode node) : IDisposable
{
    private static int _count;

    public TellingNode Node => node;

    /// <summary>Stands in the tags of all of them.</summary>
    public string Word { get; } = $"shelf{Interlocked.Increment(ref _count)}x";

    public string Address => $"/competitions?search={Word}";

    public static async Task<Shelf> ActiveAsync(HubHost hub) => new(hub, await TellingNode.ActiveAsync(hub));

    /// <summary>A card with one phase from some days from now on to some others; no end without.</summary>
    public CompetitionCard Card(string title, double from = -1, double? to = 20) => node.Card(title) with
    {
        Tags = [Word],
        Phases = [new CardPhase { Id = TellingNode.NewId(), Name = "Only", StartsAt = hub.Clock.GetUtcNow().AddDays(from), EndsAt = to is null ? null : hub.Clock.GetUtcNow().AddDays(to.Value) }],
    };

    /// <summary>Has the node tell a card; returns its key.</summary>
    public async Task<string> PutAsync(CompetitionCard card, CompetitionActivity? activity = null)
    {
        var key = TellingNode.NewId();
        await node.TakenAsync([node.Tell(key, card), .. activity is null ? Array.Empty<FeedRecord>() : [node.Tell(key, activity)]]);
        return key;
    }

    public Task<string> PutAsync(string title, double from = -1, double? to = 20) => PutAsync(Card(title, from, to));

    public async Task<string> PageOfAsync(string key) => $"/competitions/{(await node.ListingAsync(key))!.Slug}";

    /// <summary>The list of these, narrowed, in the order in which they close if nothing else is asked for.</summary>
    public Task<Page> ListAsync(string more = "") => hub.Browser().VisitAsync($"{Address}{more}{(more.Contains("sort=", StringComparison.Ordinal) ? "" : "&sort=closing-soon")}");

    /// <summary>What the list shows, in order.</summary>
    public async Task<string[]> TitlesAsync(string more = "") => Titles(await ListAsync(more));

    public static string[] Titles(Page page) => [.. page.Document.QuerySelectorAll(".rows h2").Select(h => h.TextContent.Trim())];

    /// <summary>A facet's values with their counts, as shown: "Open 2, Upcoming 0".</summary>
    public static string Facet(Page page, string heading) =>
        page.Document.QuerySelectorAll(".facets h2").Single(h => h.TextContent == heading).NextElementSibling!
            .QuerySelectorAll("a").Select(a => $"{a.QuerySelector("bdi")!.TextContent} {a.QuerySelectorAll("span")[^1].TextContent}").Aggregate((a, b) => $"{a}, {b}");

    public void Dispose() => node.Dispose();
}
