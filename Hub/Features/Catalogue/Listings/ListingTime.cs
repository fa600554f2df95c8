namespace Agon.Hub.Features.Catalogue.Listings;

/// <summary>What a competition's phases make of it at an instant. Only timestamps decide, never what a node says it is.</summary>
internal static class ListingTime
{
    /// <summary>How long before its end a competition closes soon.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    /// <summary>How a competition stands, and the instant from which it stands otherwise; null if it never will.</summary>
    /// <param name="phases">Its phases, in order; they follow each other.</param>
    /// <param name="now">The instant.</param>
    public static (ListingStatus Status, DateTimeOffset? Until) At(IReadOnlyList<PhaseSpan> phases, DateTimeOffset now)
    {
        var until = Turns(phases).Where(t => t > now).Select(t => (DateTimeOffset?)t).Min();
        return (StatusAt(phases, now), until);
    }

    private static ListingStatus StatusAt(IReadOnlyList<PhaseSpan> phases, DateTimeOffset now)
    {
        if (phases.Any(p => p.IsOpenAt(now)))
        {
            return phases[^1].EndsAt is { } end && end - Soon <= now ? ListingStatus.ClosingSoon : ListingStatus.Open;
        }

        return phases.All(p => p.StartsAt > now) ? ListingStatus.Upcoming
            : phases.Any(p => p.StartsAt > now) ? ListingStatus.Between
            : ListingStatus.Closed;
    }

    // Some turn nothing: waking up for them costs nothing either.
    private static IEnumerable<DateTimeOffset> Turns(IReadOnlyList<PhaseSpan> phases) =>
        phases.SelectMany(p => p.EndsAt is { } end ? new[] { p.StartsAt, end } : [p.StartsAt])
            .Concat(phases is [.., { EndsAt: { } last }] ? [last - Soon] : []);
}
