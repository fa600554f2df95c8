using System.Collections.Concurrent;
using Agon.Hub.Features.Catalogue.Discovery;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>All listings at an instant. Whoever has it may read it as long as they like.</summary>
internal sealed class CatalogueView
{
    // Up to 32 MB: a ranked row has eight bytes, and so have 64 rows of a set; what is kept of a search without any is as much as of these.
    private const int MostKept = 4_000_000, CostOfOne = 64;

    private readonly ConcurrentDictionary<string, WordRows> _found = [];
    private readonly Lazy<RowSet> _listed;
    private readonly Lazy<ValueRows[]> _byValue;
    private readonly Lazy<int[]> _byNewness, _byActivity;
    private readonly Lock _timing = new();
    private volatile TimedRows? _timed;
    private int _kept;

    public CatalogueView()
    {
        _listed = new(() => ListedOf(this));
        _byValue = new(() => ByValueOf(this));
        _byNewness = new(() => SortRows.All(Count, i => SortRows.ByNewness(this, i)));
        _byActivity = new(() => SortRows.All(Count, i => SortRows.ByActivity(this, i)));
    }

    public static CatalogueView Empty { get; } = new() { Rows = [], Details = [], Count = 0, IsMemberShown = [], Values = [], Words = [], Numbers = new Dictionary<(Facet, string), int>(), Places = [] };

    /// <summary>The listings; only the first <see cref="Count"/> are some.</summary>
    public required IndexRow[] Rows { get; init; }

    /// <summary>More of each, at the same place.</summary>
    public required IndexRowDetails[] Details { get; init; }

    public required int Count { get; init; }

    /// <summary>Whether listings of a node are shown.</summary>
    public required bool[] IsMemberShown { get; init; }

    /// <summary>The numbers of all rows' values, one row's beside the other; see <see cref="IndexRow.ValuesAt"/>.</summary>
    public required int[] Values { get; init; }

    /// <summary>The values of the facets, by their numbers.</summary>
    public required (Facet Facet, string Value)[] Words { get; init; }

    /// <summary>Their numbers.</summary>
    public required IReadOnlyDictionary<(Facet Facet, string Value), int> Numbers { get; init; }

    /// <summary>Where in <see cref="Rows"/> a listing is, by the number of its text; -1 if there is none, and some may be newer than this.</summary>
    public required int[] Places { get; init; }

    /// <summary>The rows that anybody finds.</summary>
    public RowSet Listed => _listed.Value;

    /// <summary>The rows that have each of <see cref="Words"/>.</summary>
    public IReadOnlyList<ValueRows> ByValue => _byValue.Value;

    /// <summary>What depends on the time.</summary>
    public TimedRows At(DateTimeOffset now)
    {
        var timed = _timed;
        if (timed?.HoldsAt(now) != true)
        {
            lock (_timing)
            {
                timed = _timed?.HoldsAt(now) == true ? _timed : _timed = new TimedRows(this, now);
            }
        }

        return timed!;
    }

    /// <summary>All rows, the newest first.</summary>
    public int[] ByNewness => _byNewness.Value;

    /// <summary>All rows, those with most submissions first.</summary>
    public int[] ByActivity => _byActivity.Value;

    /// <summary>Which rows have some words, asked of the database once.</summary>
    public async ValueTask<WordRows> WithWordsAsync(IReadOnlyList<string> words, FindByWords find, CancellationToken ct)
    {
        var name = string.Join(' ', words);
        if (_found.TryGetValue(name, out var known))
        {
            return known;
        }

        var finds = words.Count == 0 ? null : await find.ExecuteAsync(words, ct);
        var rows = new WordRows
        {
            Set = SetOf(finds is null ? [] : finds.InTitle is null ? [.. finds.Ranks.Select(h => h.Number)] : finds.Numbers),
            InTitle = finds?.InTitle is { } numbers ? SetOf(numbers) : null,
            Ranks = [.. (finds?.Ranks ?? []).Select(h => new RowHit(Place(h.Number), (float)h.Rank)).Where(h => h.Row >= 0)],
        };
        var cost = rows.Ranks.Length + (Count / 32) + (name.Length / 4) + CostOfOne;
        if (Volatile.Read(ref _kept) <= MostKept - cost && _found.TryAdd(name, rows))
        {
            Interlocked.Add(ref _kept, cost);
        }

        return rows;
    }

    private RowSet SetOf(IReadOnlyList<long> numbers)
    {
        var set = new RowSet(Count);
        foreach (var number in numbers)
        {
            if (Place(number) is >= 0 and var row)
            {
                set.Add(row);
            }
        }

        return set;
    }

    // Some are newer than this.
    private int Place(long number) => number < Places.Length && Places[number] < Count ? Places[number] : -1;

    private static RowSet ListedOf(CatalogueView view) => RowSet.Of(view.Count, i => !view.Rows[i].IsUnlisted && view.IsMemberShown[view.Rows[i].Member]);

    private static ValueRows[] ByValueOf(CatalogueView view) => ValueRows.Of(view.Rows.AsSpan(0, view.Count), view.Values, view.Words.Length);
}

/// <summary>The rows that have the words looked for.</summary>
internal sealed class WordRows
{
    public required RowSet Set { get; init; }

    /// <summary>If they are too many to say how well each fits: those that have all words in their title.</summary>
    public required RowSet? InTitle { get; init; }

    /// <summary>How well they fit, if they are not.</summary>
    public required RowHit[] Ranks { get; init; }
}

/// <summary>A row that has the words looked for.</summary>
/// <param name="Row">Its place in <see cref="CatalogueView.Rows"/>.</param>
/// <param name="Rank">How well it fits; more is better.</param>
internal readonly record struct RowHit(int Row, float Rank);
