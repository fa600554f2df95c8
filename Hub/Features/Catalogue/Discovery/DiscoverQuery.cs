using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>Which listings are asked for. Every part comes from an address, so nothing in it is trusted.</summary>
internal sealed record DiscoverQuery
{
    public const int UsualPageSize = 20;
    private const string SearchKey = "search", SortKey = "sort", PageKey = "page";

    public string? Search { get; init; }

    /// <summary>The value chosen of a facet, one at most.</summary>
    public IReadOnlyDictionary<Facet, string> Chosen { get; init; } = new Dictionary<Facet, string>();

    public DiscoverSort Sort { get; init; }
    public int? Page { get; init; }
    public int PageSize { get; init; } = UsualPageSize;

    /// <summary>Whether it asks for anything less than everything.</summary>
    public bool IsNarrowed => Search is not null || Chosen.Count > 0;

    /// <summary>What an address asks for. What can't be is passed over: a mangled address shows the list it can.</summary>
    public static DiscoverQuery Read(IQueryCollection query) => new()
    {
        Search = Text(query, SearchKey) is { } search ? search[..Math.Min(search.Length, SearchWords.MaxLength)] : null,
        Chosen = Enum.GetValues<Facet>().Select(f => (Facet: f, Value: Text(query, Facets.Word(f))))
            .Where(c => c.Value is not null && (Facets.Fixed(c.Facet) is not { } all || all.Contains(c.Value)))
            .ToDictionary(c => c.Facet, c => c.Value!),
        Sort = Enum.GetValues<DiscoverSort>().FirstOrDefault(s => Word(s) == Text(query, SortKey)),
        Page = int.TryParse(query[PageKey], out var page) ? page : null,
    };

    public static string Word(DiscoverSort sort) => DiscoveryMessages.Word(sort).Replace(' ', '-');

    /// <summary>The parts of its address, but for the page.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Parts => new Dictionary<string, string?>(
    [
        new(SearchKey, Search),
        .. Chosen.OrderBy(c => c.Key).Select(c => KeyValuePair.Create(Facets.Word(c.Key), (string?)c.Value)),
        new(SortKey, Sort == default ? null : Word(Sort)),
    ]).Where(p => p.Value is not null);

    /// <summary>The address of this list, from its first page.</summary>
    public string Link => HubLinks.Competitions.Search(Parts);

    /// <summary>This with another value of a facet; null for none.</summary>
    public DiscoverQuery With(Facet facet, string? value)
    {
        var chosen = Chosen.Where(c => c.Key != facet);
        return this with { Chosen = (value is null ? chosen : chosen.Append(KeyValuePair.Create(facet, value))).ToDictionary(), Page = null };
    }

    private static string? Text(IQueryCollection query, string key) => query[key] is [{ } first, ..] && !string.IsNullOrWhiteSpace(first) ? first.Trim() : null;
}

/// <summary>In which order.</summary>
internal enum DiscoverSort
{
    /// <summary>What takes submissions and ends first; then what has no end; then what begins first; then what closed last.</summary>
    ClosingSoon,

    /// <summary>What became public last; a node can't be ahead of the hub's clock.</summary>
    Newest,

    /// <summary>What has most submissions.</summary>
    MostActive,
}

/// <summary>A page of listings, with what there is to choose from.</summary>
internal sealed record DiscoverResult
{
    public required IReadOnlyList<ListingRow> Rows { get; init; }
    public required Paging Paging { get; init; }
    public required IReadOnlyDictionary<Facet, IReadOnlyList<FacetValue>> Values { get; init; }
}
