using System.Diagnostics;
using Agon.Federation.Contracts.Feed;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>What the page about the hub says.</summary>
internal static class ListingMessages
{
    public const string Saved = "This is what the hub is told.";
    public const string Draft = "The competition is a draft: the hub hears of it once it is published.";
    public const string NothingTold = "Nothing has been told yet.";

    /// <summary>Which hub the choice is about.</summary>
    public static string About(string? hub) => hub is null
        ? "This site belongs to no hub at present, so nothing leaves it. What you choose here counts once it joins one."
        : $"This site is a member of {hub}, where people look for competitions of many sites. You choose what it is told of this one; what is not public is never told.";

    public static string Choice(HubVisibility choice) => choice switch
    {
        HubVisibility.Listed => "Listed, with standings",
        HubVisibility.WithoutStandings => "Listed, without standings",
        HubVisibility.NotListed => "Not listed",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string Meaning(HubVisibility choice, string? hub) => choice switch
    {
        HubVisibility.Listed => $"{hub ?? "The hub"} shows the card, the dates, rounded numbers and the visible leaderboards.",
        HubVisibility.WithoutStandings => $"{hub ?? "The hub"} shows the card, the dates and rounded numbers; how entries rank stays here.",
        HubVisibility.NotListed => $"{hub ?? "The hub"} is told nothing; what it was told is withdrawn with everything that belongs to it.",
        var other => throw new UnreachableException($"{other}"),
    };

    public static string SubmissionKind(string kind) => kind switch
    {
        SubmissionKinds.Results => "files with results",
        SubmissionKinds.Code => "code that workers run",
        var other => other,
    };

    public static string Sentence(ImpossibleFact fact) => fact switch
    {
        ImpossibleFact.Institution or ImpossibleFact.Hardware => "Write one line of at most 256 visible characters.",
        ImpossibleFact.Tags => "Write at most 20 different tags of at most 40 visible characters, with commas between.",
        ImpossibleFact.TaskTypes or ImpossibleFact.Modalities or ImpossibleFact.SubmissionKinds => "Tick at most 20 of these.",
        ImpossibleFact.Language => "Write a language tag, for instance en or pt-BR.",
        var other => throw new UnreachableException($"{other}"),
    };

    /// <summary>How far the hub has a fact.</summary>
    public static string Standing(ToldView told) => told switch
    {
        { IsDelivered: false } => "on its way",
        { Refused: > 0, Count: > 1 } => $"{told.Refused} refused",
        { Refused: > 0 } => "refused",
        _ => "the hub has it",
    };
}
