using System.Diagnostics;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Portal.Text;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>What those who look for competitions read.</summary>
internal static class DiscoveryMessages
{
    public const string NothingListed = "No competition is listed here yet. As soon as a node of this hub publishes one, it stands here.";
    public const string NothingFits = "Nothing here fits. Try fewer or other words, or take a filter away.";
    public const string NotListed = "There is no such competition here, or it is not listed any more.";
    public const string NobodyStands = "Nobody stands here yet.";
    public const string NoStandings = "The node has not published standings of this competition.";
    public const string SomebodyUnnamed = "a participant";
    public const string SomePrize = "a prize";
    public const string OwnSignIn = "Your account of this hub signs you in there";
    public const string Vouched = "address verified";
    public const string NotVouched = "address not verified";

    // Names from the system would be in the words of whoever runs the hub, or missing where it has none.
    private static readonly Dictionary<string, string> Languages =
        ("ar:Arabic cs:Czech da:Danish de:German el:Greek en:English es:Spanish fi:Finnish fr:French he:Hebrew hi:Hindi hu:Hungarian id:Indonesian"
            + " it:Italian ja:Japanese ko:Korean nb:Norwegian nl:Dutch pl:Polish pt:Portuguese ro:Romanian ru:Russian sv:Swedish tr:Turkish uk:Ukrainian vi:Vietnamese zh:Chinese")
        .Split(' ').Select(pair => pair.Split(':')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    public static string Heading(DiscoverQuery query) => query.Chosen.GetValueOrDefault(Facet.Status) switch
    {
        Facets.Open => "Open competitions",
        Facets.Upcoming => "Upcoming competitions",
        Facets.Closed => "Closed competitions",
        _ => "Competitions",
    };

    public static string Found(DiscoverQuery query, int total) =>
        Counts.Of(total, "competition") + (query.Search is { } search ? $" for “{search}”" : "");

    public static string Word(DiscoverSort sort) => sort switch
    {
        DiscoverSort.ClosingSoon => "closing soon",
        DiscoverSort.Newest => "newest",
        DiscoverSort.MostActive => "most active",
        DiscoverSort.Relevance => "best match",
        _ => throw new UnreachableException($"{sort}"),
    };

    public static string Title(Facet facet) => facet switch
    {
        Facet.Status => "Status",
        Facet.Closes => "Closes within",
        Facet.Kind => "You send",
        Facet.Task => "Task",
        Facet.Modality => "Data",
        Facet.Institution => "Institution",
        Facet.Prize => "Prize",
        Facet.Confidential => "Confidential data",
        Facet.Language => "Language",
        _ => throw new UnreachableException($"{facet}"),
    };

    public static string Label(Facet facet, string value) => (facet, value) switch
    {
        (Facet.Closes, var days) => $"{days} days",
        (Facet.Institution, var name) => name,
        (Facet.Language, var tag) => Language(tag),
        (Facet.Prize, Facets.Yes) => "With a prize",
        (Facet.Prize, _) => "Without",
        (Facet.Confidential, Facets.Yes) => "Some never leave their site",
        (Facet.Confidential, _) => "None",
        (_, var word) => Plain(word),
    };

    /// <summary>A language by its name, if it has one here.</summary>
    public static string Language(string tag) => Languages.TryGetValue(tag, out var name) ? name : tag;

    /// <summary>A word of the feed as people write it: "time-series" → "Time series".</summary>
    public static string Plain(string word) => word.Replace('-', ' ') is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : word;

    public static string Word(ListingStatus status) => status switch
    {
        ListingStatus.Upcoming => "upcoming",
        ListingStatus.Open => "open",
        ListingStatus.ClosingSoon => "closing soon",
        ListingStatus.Between => "between phases",
        ListingStatus.Closed => "closed",
        _ => throw new UnreachableException($"{status}"),
    };

    /// <summary>A number of the feed, in which few are not told apart.</summary>
    public static string Number(int number, string one) =>
        number is > 0 and <= CompetitionActivity.Few ? $"up to {Counts.Of(CompetitionActivity.Few, one)}" : Counts.Of(number, one);

    /// <summary>Why a listing is no more.</summary>
    public static string Withdrawn(string? reason) => reason switch
    {
        Withdrawals.Unlisted => "Its organizers took it off this hub. It may still be there for those who take part.",
        Withdrawals.Unpublished => "Its organizers took it back: it is not public any more.",
        Withdrawals.Deleted => "It was deleted where it was held.",
        Withdrawals.Missing => "The site that held it does not tell of it any more.",
        _ => "The site that held it took it back.",
    };

    /// <summary>How far the hub lags behind a node, as far as it knows.</summary>
    public static string Lag(long lag) => lag == 0 ? "The hub has all it told." : $"The hub has yet to hear {Counts.Of(lag, "change")}.";

    public static string Enter(ListingStatus status, string node) => status == ListingStatus.Closed ? $"See it at {node}" : $"Take part at {node}";
}
