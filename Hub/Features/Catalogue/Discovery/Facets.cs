using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>By what listings are told apart, in the order shown.</summary>
internal enum Facet
{
    Status,

    /// <summary>Within how many days all is over, of those that run.</summary>
    Closes,

    /// <summary>What participants send in.</summary>
    Kind,
    Task,
    Modality,
    Institution,
    Prize,

    /// <summary>Whether some of the data never leave their site.</summary>
    Confidential,
}

/// <summary>A value of a facet, and how many listings there are if it is chosen and everything else stays.</summary>
internal sealed record FacetValue(string Value, int Count, bool IsChosen);

/// <summary>The facets of listings, counted in one pass.</summary>
internal static class Facets
{
    public const string Open = "open", Upcoming = "upcoming", Closed = "closed", Yes = "yes", No = "no";

    // Of what nodes name themselves, the most frequent.
    private const int MostValues = 12;
    private static readonly int[] Days = [7, 30];
    private static readonly string[] Statuses = [Open, Upcoming, Closed], Either = [Yes, No], Within = [.. Days.Select(d => $"{d}")];

    /// <summary>Its name in addresses.</summary>
    public static string Word(Facet facet) => $"{facet}".ToLowerInvariant();

    /// <summary>All its values, in order; null if nodes name them.</summary>
    public static IReadOnlyList<string>? Fixed(Facet facet) => facet switch
    {
        Facet.Status => Statuses,
        Facet.Closes => Within,
        Facet.Prize or Facet.Confidential => Either,
        _ => null,
    };

    /// <summary>Those that have every chosen value; and for each facet, what another choice would give.</summary>
    public static (List<ListingFacts> Found, IReadOnlyDictionary<Facet, IReadOnlyList<FacetValue>> Values) Count(
        IEnumerable<ListingFacts> listings, IReadOnlyDictionary<Facet, string> chosen, DateTimeOffset now)
    {
        var facets = Enum.GetValues<Facet>();
        var counts = facets.ToDictionary(f => f, _ => new Dictionary<string, int>());
        var found = new List<ListingFacts>();
        foreach (var listing in listings)
        {
            // What misses one choice only counts where that is made otherwise.
            Facet[] missed = [.. chosen.Where(c => !Values(c.Key, listing, now).Contains(c.Value)).Select(c => c.Key).Take(2)];
            foreach (var facet in missed.Length == 0 ? facets : missed.Length == 1 ? missed : [])
            {
                foreach (var value in Values(facet, listing, now))
                {
                    counts[facet][value] = counts[facet].GetValueOrDefault(value) + 1;
                }
            }

            if (missed.Length == 0)
            {
                found.Add(listing);
            }
        }

        return (found, facets.ToDictionary(f => f, f => Shown(f, counts[f], chosen.GetValueOrDefault(f))));
    }

    /// <summary>What a listing is by a facet.</summary>
    public static IReadOnlyList<string> Values(Facet facet, ListingFacts listing, DateTimeOffset now) => facet switch
    {
        Facet.Status => [Status(listing.Status)],
        Facet.Closes when listing.IsRunning => [.. Days.Where(d => listing.EndsAt - now <= TimeSpan.FromDays(d)).Select(d => $"{d}")],
        Facet.Closes => [],
        Facet.Kind => listing.SubmissionKinds,
        Facet.Task => listing.TaskTypes,
        Facet.Modality => listing.Modalities,
        Facet.Institution => listing.Institution is { } institution ? [institution] : [],
        Facet.Prize => [listing.HasPrize ? Yes : No],
        _ => [listing.IsConfidential ? Yes : No],
    };

    private static string Status(ListingStatus status) => status switch
    {
        ListingStatus.Open or ListingStatus.ClosingSoon => Open,
        ListingStatus.Closed => Closed,
        _ => Upcoming,
    };

    private static IReadOnlyList<FacetValue> Shown(Facet facet, Dictionary<string, int> counts, string? chosen)
    {
        FacetValue Value(string value) => new(value, counts.GetValueOrDefault(value), value == chosen);

        if (Fixed(facet) is { } all)
        {
            return [.. all.Select(Value)];
        }

        var frequent = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.OrdinalIgnoreCase).Take(MostValues).Select(c => c.Key);
        return [.. (chosen is null ? frequent : frequent.Union([chosen])).Select(Value)];
    }
}
