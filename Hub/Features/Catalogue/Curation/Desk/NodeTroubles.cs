using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Catalogue.Curation.Quality;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Members;

namespace Agon.Hub.Features.Catalogue.Curation.Desk;

/// <summary>Why curators should look at a member.</summary>
internal static class NodeTroubles
{
    // So long a batch may be under way.
    private static readonly TimeSpan LagPatience = TimeSpan.FromMinutes(10);

    /// <param name="node">The member.</param>
    /// <param name="cursor">How its feed goes; null if it has told nothing.</param>
    /// <param name="refused">How many of its records are refused.</param>
    /// <param name="now">The instant.</param>
    public static IReadOnlyList<string> Of(Member node, FeedCursor? cursor, int refused, DateTimeOffset now) =>
    [
        .. When(node.State is MemberState.Limited or MemberState.Suspended, () => DeskMessages.Restricted(node)),
        .. When(node.State != MemberState.Suspended && (node.LastSeenAt is null || now - node.LastSeenAt > ListingQuality.Silence), () => DeskMessages.Silent),
        .. When(node.Check is not (AddressCheck.Confirmed or AddressCheck.NotYet), () => DeskMessages.Unconfirmed),
        .. When(cursor is { Lag: > 0 } && now - cursor.LastBatchAt > LagPatience, () => DeskMessages.Behind(cursor!.Lag)),
        .. When(refused > 0, () => DeskMessages.Refused(refused)),
    ];

    private static string[] When(bool isSo, Func<string> words) => isSo ? [words()] : [];
}
