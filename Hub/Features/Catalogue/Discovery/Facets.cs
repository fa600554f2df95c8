using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.Search;

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
    Language,
}

/// <summary>A value of a facet, and how many listings there are if it is chosen and everything else stays.</summary>
internal sealed record FacetValue(string Value, int Count, bool IsChosen);

/// <summary>The facets of listings and their values.</summary>
internal static class Facets
{
    public const string Open = "open", Upcoming = "upcoming", Closed = "closed", Yes = "yes", No = "no";

    // Of what nodes name themselves, the most frequent.
    private const int MostValues = 12;
    private static readonly int[] Days = [7, 30];
    private static readonly string[] Statuses = [Open, Upcoming, Closed], Either = [Yes, No], Within = [.. Days.Select(d => $"{d}")];

    /// <summary>The values that depend on the time.</summary>
    public static IReadOnlyList<(Facet Facet, string Value)> Timed { get; } = [.. Statuses.Select(s => (Facet.Status, s)), .. Within.Select(d => (Facet.Closes, d))];

    /// <summary>The limits of <see cref="Facet.Closes"/>, in ticks.</summary>
    public static IReadOnlyList<long> ClosesWithin { get; } = [.. Days.Select(d => d * TimeSpan.TicksPerDay)];

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

    /// <summary>What a listing is by all facets that do not depend on the time.</summary>
    public static IEnumerable<(Facet Facet, string Value)> Values(IndexedListing listing, string? institution) =>
    [
        .. listing.SubmissionKinds.Select(k => (Facet.Kind, k)),
        .. listing.TaskTypes.Select(t => (Facet.Task, t)),
        .. listing.Modalities.Select(m => (Facet.Modality, m)),
        .. institution is null ? Array.Empty<(Facet, string)>() : [(Facet.Institution, institution)],
        (Facet.Prize, listing.HasPrize ? Yes : No),
        (Facet.Confidential, listing.IsConfidential ? Yes : No),
        .. listing.Language is null ? Array.Empty<(Facet, string)>() : [(Facet.Language, listing.Language)],
    ];

    /// <summary>What a listing is by those that do: a bit for each of <see cref="Timed"/>.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="left">Ticks until its last phase ends; far more than any limit if it has no end.</param>
    public static int TimedBits(ListingStatus status, long left)
    {
        var isRunning = status is ListingStatus.Open or ListingStatus.ClosingSoon or ListingStatus.Between;
        var bits = 1 << (status is ListingStatus.Open or ListingStatus.ClosingSoon ? 0 : status == ListingStatus.Closed ? 2 : 1);
        for (var i = 0; i < ClosesWithin.Count && isRunning; i++)
        {
            bits |= left <= ClosesWithin[i] ? 1 << (Statuses.Length + i) : 0;
        }

        return bits;
    }

    /// <summary>The values to choose from, with how many there are of each.</summary>
    public static IReadOnlyList<FacetValue> Shown(Facet facet, IReadOnlyDictionary<string, int> counts, string? chosen)
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
