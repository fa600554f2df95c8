using System.Globalization;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Following;

namespace Agon.Hub.Features.Catalogue.Exports;

/// <summary>What calendars and feed readers show.</summary>
internal static class ExportMessages
{
    public static string Opens(string what) => $"{what} opens";

    public static string Closes(string what) => $"{what} closes";

    /// <summary>What a search is called.</summary>
    public static string Name(string site, DiscoverQuery query) =>
        $"{FollowingMessages.Name(query)} · {site}";

    public static string When(ListingRow row) => row.EndsAt is { } end ? $"{Day(row.StartsAt)} to {Day(end)}." : $"From {Day(row.StartsAt)} on.";

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
