using Agon.Hub.Features.Catalogue.Search;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>Which listings are asked for. Every part comes from an address, so nothing in it is trusted.</summary>
internal sealed record DiscoverQuery
{
    public const int UsualPageSize = 20;
    private static readonly DiscoverSort[] Plain = [DiscoverSort.ClosingSoon, DiscoverSort.Newest, DiscoverSort.MostActive], ForWords = [DiscoverSort.Relevance, .. Plain];
    private const string SearchKey = "search", SortKey = "sort", PageKey = "page";

    public string? Search { get; init; }

    /// <summary>The value chosen of a facet, one at most.</summary>
    public IReadOnlyDictionary<Facet, string> Chosen { get; init; } = new Dictionary<Facet, string>();

    /// <summary>The order chosen; null for the usual one.</summary>
    public DiscoverSort? SortChosen { get; init; }

    public DiscoverSort Sort => SortChosen is { } chosen && Sorts.Contains(chosen) ? chosen : Sorts[0];

    /// <summary>The orders there are for it, the usual one first.</summary>
    public IReadOnlyList<DiscoverSort> Sorts => Search is null ? Plain : ForWords;

    /// <summary>Only what the hub heard of first after this; never from an address.</summary>
    public DateTimeOffset? SeenAfter { get; init; }

    /// <summary>And not after this.</summary>
    public DateTimeOffset? SeenUpTo { get; init; }

    public int? Page { get; init; }
    public int PageSize { get; init; } = UsualPageSize;

    /// <summary>Whether it asks for anything less than everything.</summary>
    public bool IsNarrowed => Search is not null || Chosen.Count > 0;

    /// <summary>What an address asks for. What can't be is passed over: a mangled address shows the list it can.</summary>
    public static DiscoverQuery Read(IQueryCollection query) => new()
    {
        Search = Text(query, SearchKey) is { } search ? search[..Math.Min(search.Length, SearchText.MaxLength)] : null,
        Chosen = Enum.GetValues<Facet>().Select(f => (Facet: f, Value: Text(query, Facets.Word(f))))
            .Where(c => c.Value is not null && (Facets.Fixed(c.Facet) is not { } all || all.Contains(c.Value)))
            .ToDictionary(c => c.Facet, c => c.Value!),
        SortChosen = Enum.GetValues<DiscoverSort>().Where(s => Word(s) == Text(query, SortKey)).Select(s => (DiscoverSort?)s).FirstOrDefault(),
        Page = int.TryParse(query[PageKey], out var page) ? page : null,
    };

    /// <summary>The parts of an address that mean something, with all values if there are only some.</summary>
    public static IReadOnlyList<(string Name, string Says, IReadOnlyList<string>? Values)> Documented { get; } =
    [
        (SearchKey, "Words that stand in title, text, tags, institution or organizer, each at the beginning of one.", null),
        .. Enum.GetValues<Facet>().Select(f => (Facets.Word(f), $"Facet: {DiscoveryMessages.Title(f).ToLowerInvariant()}.", Facets.Fixed(f))),
        (SortKey, "The order.", [.. Enum.GetValues<DiscoverSort>().Select(Word)]),
        (PageKey, "Which page, from 1.", null),
    ];

    public static string Word(DiscoverSort sort) => DiscoveryMessages.Word(sort).Replace(' ', '-');

    /// <summary>The parts of its address, but for the page.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Parts => new Dictionary<string, string?>(
    [
        new(SearchKey, Search),
        .. Chosen.OrderBy(c => c.Key).Select(c => KeyValuePair.Create(Facets.Word(c.Key), (string?)c.Value)),
        new(SortKey, Sort == Sorts[0] ? null : Word(Sort)),
    ]).Where(p => p.Value is not null);

    /// <summary>The address of this list, from its first page.</summary>
    public string Link => LinkOf(HubLinks.Competitions.List);

    /// <summary>The address of this list in another form.</summary>
    public string LinkOf(string path) => path + QueryString.Create(Parts);

    /// <summary>Where it is kept for the person who is signed in.</summary>
    public string KeepLink => HubLinks.Competitions.List + QueryString.Create(Parts.Prepend(KeyValuePair.Create("handler", (string?)"Keep")));

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

    /// <summary>What fits the words best; only where there are some.</summary>
    Relevance,
}

/// <summary>A page of listings, with what there is to choose from.</summary>
internal sealed record DiscoverResult
{
    public required IReadOnlyList<ListingRow> Rows { get; init; }
    public required Paging Paging { get; init; }

    /// <summary>The words looked for, to be marked.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    public required IReadOnlyDictionary<Facet, IReadOnlyList<FacetValue>> Values { get; init; }
}
