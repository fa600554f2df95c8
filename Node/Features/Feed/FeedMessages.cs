using System.Diagnostics;
using System.Globalization;
using Agon.Federation.Contracts.Feed;

namespace Agon.Node.Features.Feed;

/// <summary>What the feed's page says.</summary>
internal static class FeedMessages
{
    public const string NoMember = "This node belongs to no hub, or does not count as a member at present: nothing is sent.";
    public const string Never = "not yet";
    public const string ByItself = "by itself, within seconds of a change";
    public const string Nothing = "Nothing is told yet. Publish a competition, and its card, dates and standings appear here.";
    public const string InventoryStale = "The hub stands elsewhere by now; the inventory is taken again.";
    public const string LooksAgain = "What could not be told is looked at again within seconds.";
    public const string NothingRefused = "The hub refuses nothing.";

    /// <summary>How far the hub is behind, in words.</summary>
    public static string Behind(int facts) => facts switch
    {
        0 => "The hub has everything this node tells.",
        1 => "One change waits to be delivered.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{facts:N0} changes wait to be delivered."),
    };

    /// <summary>What is to be looked at, in words.</summary>
    public static string Scope(FeedScope scope) => scope switch
    {
        FeedScope.Competition => "Card and standings",
        FeedScope.Activity => "Numbers",
        FeedScope.Entry => "Entry",
        FeedScope.Entries => "Entries",
        FeedScope.Site => "Everything",
        var other => throw new UnreachableException($"{other}"),
    };

    /// <summary>What a fact is about, in words.</summary>
    public static string Kind(string kind) => kind switch
    {
        RecordKinds.Competition => "Card",
        RecordKinds.Activity => "Numbers",
        RecordKinds.Standings => "Standings",
        RecordKinds.Entry => "Entry",
        var other => other,
    };

    /// <summary>Why a fact is no more, in words.</summary>
    public static string Withdrawn(string reason) => reason switch
    {
        Withdrawals.Unlisted => "not shown at the hub",
        Withdrawals.Unpublished => "a draft again",
        Withdrawals.Deleted => "deleted",
        var other => other,
    };
}
