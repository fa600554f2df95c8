using Agon.Hub.Features.Catalogue.Discovery;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Finds the rows that have every chosen value, and counts for each facet what another choice would give; one pass over the rows.</summary>
internal sealed class CountFacets
{
    private static readonly Facet[] All = Enum.GetValues<Facet>();

    private readonly CatalogueView _view;
    private readonly DateTimeOffset _now;
    private readonly IReadOnlyDictionary<Facet, string> _asked;
    private readonly (Facet Facet, int Number)[] _chosen, _timed;
    private readonly int[] _counts;
    private readonly int[] _timedCounts = new int[Facets.Timed.Count];
    private readonly List<RowHit> _found = [];

    private CountFacets(CatalogueView view, IReadOnlyDictionary<Facet, string> chosen, DateTimeOffset now)
    {
        (_view, _asked, _now) = (view, chosen, now);
        _timed = [.. chosen.Where(c => IsTimed(c.Key)).Select(c => (c.Key, Facets.Timed.ToList().IndexOf((c.Key, c.Value))))];
        _chosen = [.. chosen.Where(c => !IsTimed(c.Key)).Select(c => (c.Key, view.Numbers.GetValueOrDefault((c.Key, c.Value), -1)))];
        _counts = new int[view.Words.Length];
    }

    /// <param name="view">All rows.</param>
    /// <param name="hits">Those that have the words looked for; null if none are looked for.</param>
    /// <param name="chosen">The value chosen of a facet.</param>
    /// <param name="now">The instant that decides about what depends on the time.</param>
    public static (IReadOnlyList<RowHit> Found, IReadOnlyDictionary<Facet, IReadOnlyList<FacetValue>> Values) Run(
        CatalogueView view, IReadOnlyList<RowHit>? hits, IReadOnlyDictionary<Facet, string> chosen, DateTimeOffset now)
    {
        var count = new CountFacets(view, chosen, now);
        if (hits is null)
        {
            for (var i = 0; i < view.Count; i++)
            {
                count.Look(new RowHit(i, 0));
            }
        }
        else
        {
            foreach (var hit in hits)
            {
                count.Look(hit);
            }
        }

        return (count._found, count.Values());
    }

    private void Look(RowHit hit)
    {
        ref readonly var row = ref _view.Rows[hit.Row];
        if (row.IsUnlisted || !_view.IsMemberShown[row.Member])
        {
            return;
        }

        var bits = Facets.TimedBits(row.StatusAt(_now), row.EndsAt == long.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromTicks(row.EndsAt - _now.UtcTicks));
        if (!Misses(row.Values, bits, out var missed))
        {
            Count(row.Values, bits);
            _found.Add(hit);
        }
        else if (missed is { } facet)
        {
            // What misses one choice only counts where that is made otherwise.
            Count(row.Values, bits, facet);
        }
    }

    private bool Misses(int[] values, int bits, out Facet? only)
    {
        only = null;
        var misses = 0;
        foreach (var (facet, number) in _timed)
        {
            if ((bits >> number & 1) == 0)
            {
                (misses, only) = (misses + 1, facet);
            }
        }

        foreach (var (facet, number) in _chosen)
        {
            if (!values.AsSpan().Contains(number))
            {
                (misses, only) = (misses + 1, facet);
            }
        }

        only = misses == 1 ? only : null;
        return misses > 0;
    }

    private void Count(int[] values, int bits)
    {
        foreach (var value in values)
        {
            _counts[value]++;
        }

        for (var i = 0; i < _timedCounts.Length; i++)
        {
            _timedCounts[i] += bits >> i & 1;
        }
    }

    private void Count(int[] values, int bits, Facet facet)
    {
        if (IsTimed(facet))
        {
            for (var i = 0; i < _timedCounts.Length; i++)
            {
                _timedCounts[i] += Facets.Timed[i].Facet == facet ? bits >> i & 1 : 0;
            }

            return;
        }

        foreach (var value in values)
        {
            _counts[value] += _view.Words[value].Facet == facet ? 1 : 0;
        }
    }

    private Dictionary<Facet, IReadOnlyList<FacetValue>> Values()
    {
        var counts = All.ToDictionary(f => f, _ => new Dictionary<string, int>());
        foreach (var ((facet, value), count) in _view.Words.Zip(_counts).Concat(Facets.Timed.Zip(_timedCounts)).Where(c => c.Second > 0))
        {
            counts[facet].Add(value, count);
        }

        return All.ToDictionary(f => f, f => Facets.Shown(f, counts[f], _asked.GetValueOrDefault(f)));
    }

    private static bool IsTimed(Facet facet) => facet is Facet.Status or Facet.Closes;
}
