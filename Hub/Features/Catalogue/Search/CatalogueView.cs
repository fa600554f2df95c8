using System.Collections.Concurrent;
using Agon.Hub.Features.Catalogue.Discovery;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>All listings at an instant. Whoever has it may read it as long as they like.</summary>
internal sealed class CatalogueView
{
    // Some megabytes: a hit has eight bytes, and what is kept of a search without any is as much as of these.
    private const int MostKeptHits = 1_000_000, CostOfOne = 64;

    private readonly ConcurrentDictionary<string, IReadOnlyList<RowHit>> _hits = [];
    private int _keptHits;

    public static CatalogueView Empty { get; } = new() { Rows = [], Count = 0, IsMemberShown = [], Words = [], Numbers = new Dictionary<(Facet, string), int>(), Places = [] };

    /// <summary>The listings; only the first <see cref="Count"/> are some.</summary>
    public required IndexRow[] Rows { get; init; }

    public required int Count { get; init; }

    /// <summary>Whether listings of a node are shown.</summary>
    public required bool[] IsMemberShown { get; init; }

    /// <summary>The values of the facets, by their numbers.</summary>
    public required (Facet Facet, string Value)[] Words { get; init; }

    /// <summary>Their numbers.</summary>
    public required IReadOnlyDictionary<(Facet Facet, string Value), int> Numbers { get; init; }

    /// <summary>Where in <see cref="Rows"/> a listing is, by the number of its text; some may be newer than this.</summary>
    public required ConcurrentDictionary<long, int> Places { get; init; }

    /// <summary>Which rows have some words, asked of the database once.</summary>
    public async ValueTask<IReadOnlyList<RowHit>> WithWordsAsync(IReadOnlyList<string> words, FindByWords find, CancellationToken ct)
    {
        var name = string.Join(' ', words);
        if (_hits.TryGetValue(name, out var known))
        {
            return known;
        }

        List<RowHit> hits = [];
        foreach (var hit in await find.ExecuteAsync(words, ct))
        {
            if (Places.TryGetValue(hit.Number, out var place) && place < Count)
            {
                hits.Add(new RowHit(place, (float)hit.Rank));
            }
        }

        var cost = hits.Count + CostOfOne;
        if (Volatile.Read(ref _keptHits) <= MostKeptHits - cost && _hits.TryAdd(name, hits))
        {
            Interlocked.Add(ref _keptHits, cost);
        }

        return hits;
    }
}

/// <summary>A row that has the words looked for.</summary>
/// <param name="Row">Its place in <see cref="CatalogueView.Rows"/>.</param>
/// <param name="Rank">How well it fits; more is better.</param>
internal readonly record struct RowHit(int Row, float Rank);
