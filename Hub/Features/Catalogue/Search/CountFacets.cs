using Agon.Hub.Features.Catalogue.Discovery;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Finds the rows that have every chosen value, and counts for each facet what another choice would give.</summary>
internal static class CountFacets
{
    private static readonly Facet[] All = Enum.GetValues<Facet>();

    /// <param name="view">All rows.</param>
    /// <param name="timed">What of them depends on the time.</param>
    /// <param name="words">Those that have the words looked for; null if none are looked for.</param>
    /// <param name="chosen">The value chosen of a facet.</param>
    public static (RowSet Found, IReadOnlyDictionary<Facet, IReadOnlyList<FacetValue>> Values) Run(
        CatalogueView view, TimedRows timed, RowSet? words, IReadOnlyDictionary<Facet, string> chosen)
    {
        var all = words?.In(view.Listed) ?? view.Listed;
        RowSet Chosen(Facet? but) => chosen.Where(c => c.Key != but).Aggregate(all, (rows, c) => With(c.Key, c.Value, rows));
        RowSet With(Facet facet, string value, RowSet rows) =>
            IsTimed(facet) ? timed.Sets[Facets.Timed.ToList().IndexOf((facet, value))].In(rows)
            : view.Numbers.TryGetValue((facet, value), out var number) ? view.ByValue[number].In(rows, view.Count)
            : new RowSet(view.Count);

        var found = Chosen(null);

        // For a facet of which a value is chosen: what there were without that choice.
        var without = All.ToDictionary(f => f, f => chosen.ContainsKey(f) ? Chosen(f) : found);
        var counts = All.ToDictionary(f => f, _ => new Dictionary<string, int>());
        void Count(Facet facet, string value, int count)
        {
            if (count > 0)
            {
                counts[facet].Add(value, count);
            }
        }

        for (var i = 0; i < view.Words.Length; i++)
        {
            var (facet, value) = view.Words[i];
            Count(facet, value, view.ByValue[i].CountIn(without[facet]));
        }

        for (var i = 0; i < Facets.Timed.Count; i++)
        {
            var (facet, value) = Facets.Timed[i];
            Count(facet, value, timed.Sets[i].CountIn(without[facet]));
        }

        return (found, All.ToDictionary(f => f, f => Facets.Shown(f, counts[f], chosen.GetValueOrDefault(f))));
    }

    private static bool IsTimed(Facet facet) => facet is Facet.Status or Facet.Closes;
}
