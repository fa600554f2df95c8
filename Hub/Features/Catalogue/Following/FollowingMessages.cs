using System.Diagnostics;
using Agon.Federation.Contracts;
using Agon.Hub.Features.Catalogue.Discovery;

namespace Agon.Hub.Features.Catalogue.Following;

/// <summary>What those who follow competitions read.</summary>
internal static class FollowingMessages
{
    public const string Following = "You follow this competition. It stands on your page \"Following\".";
    public const string NotFollowing = "You do not follow it any more.";
    public const string Saved = "The search is kept. It stands on your page \"Following\".";
    public const string Forgotten = "The search is not kept any more.";
    public const string MailOn = "You get a mail each week in which there is something to tell, the first in a week.";
    public const string MailOff = "You get no more mails about what you follow.";
    public const string NothingFollowed = "You follow no competition yet. Open one and press “Follow”.";
    public const string NothingKept = "You keep no search yet. Search, choose filters, and press “Keep this search”.";
    public const string SomethingFollowed = "A competition you followed";
    public const string NotListedNow = "not listed at the moment";
    public const string LinkUnreadable = "This link can't be read. Sign in and stop the mails on your page \"Following\".";

    public static string Sentence(FollowOutcome outcome) => outcome switch
    {
        FollowOutcome.NotListed => DiscoveryMessages.NotListed,
        FollowOutcome.TooMany => $"You follow or keep as many as one may ({Follow.Most} competitions, {SavedSearch.Most} searches). Take one away on your page \"Following\" first.",
        FollowOutcome.TooLong => "This search is too long to be kept. Use fewer words.",
        _ => throw new UnreachableException($"{outcome}"),
    };

    /// <summary>What a search is called: one line, whatever was typed.</summary>
    public static string Name(DiscoverQuery query) => PlainText.Line(string.Join(
        " · ",
        [
            DiscoveryMessages.Heading(query), .. query.Search is { } search ? [$"“{search}”"] : Array.Empty<string>(),
            .. query.Chosen.Where(c => c.Key != Facet.Status).Select(c => $"{DiscoveryMessages.Title(c.Key)}: {DiscoveryMessages.Label(c.Key, c.Value)}"),
        ]), SavedSearch.NameMaxLength);
}
