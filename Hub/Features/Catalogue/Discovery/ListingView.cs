using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Members;

namespace Agon.Hub.Features.Catalogue.Discovery;

/// <summary>A listing as its page shows it, at an instant.</summary>
/// <param name="Listing">What its node tells, with its phases in order.</param>
/// <param name="Node">The node.</param>
/// <param name="Cursor">How far the hub has followed the node; null if it has heard nothing.</param>
/// <param name="Curation">What curators made of it; null if nothing.</param>
/// <param name="Now">The instant.</param>
internal sealed record ListingView(Listing Listing, Member Node, FeedCursor? Cursor, ListingCuration? Curation, DateTimeOffset Now)
{
    public ListingStatus Status { get; } = Listing.IsWithdrawn ? ListingStatus.Closed : ListingTime.At([.. Listing.Phases.Select(p => p.Span)], Now).Status;

    /// <summary>The institution curators say, else the one it names, else its node's.</summary>
    public string? Institution => Curation?.Institution ?? Listing.Institution ?? Node.Institution;

    /// <summary>SHA-256 of the logo the hub keeps and shows; null if there is none, or not everybody finds the listing.</summary>
    public string? Logo => HasLogo && IsListed ? Listing.LogoSha256 : null;

    /// <summary>Whether the hub keeps its logo.</summary>
    public bool HasLogo { get; init; }

    public bool IsOfficial => Curation is { IsOfficial: true };

    /// <summary>Why curators hid it; null if they did not.</summary>
    public string? HiddenReason => Curation?.HiddenReason;

    /// <summary>Whether there is anything to see (<see cref="ListingQueries.Shown"/>).</summary>
    public bool IsShown => Node.IsServed && !Listing.IsWithdrawn && Curation is not { IsUnlisted: true };

    /// <summary>Whether everybody finds it (<see cref="ListingQueries.Listed"/>).</summary>
    public bool IsListed => IsShown && Node.State == MemberState.Active;

    public IReadOnlyList<string> TaskTypes => Curation?.TaskTypes ?? Listing.TaskTypes;
    public IReadOnlyList<string> Modalities => Curation?.Modalities ?? Listing.Modalities;
    public string? Language => Curation?.Language ?? Listing.Language;

    /// <summary>Its own and those of curators.</summary>
    public IReadOnlyList<string> Tags => [.. Listing.Tags.Union(Curation?.Tags ?? [])];

    /// <summary>What there is to win, in words; null if nothing.</summary>
    public string? Prize => Curation?.HasPrize switch
    {
        true => Listing.Prize ?? DiscoveryMessages.SomePrize,
        false => null,
        null => Listing.Prize,
    };

    public bool IsAddressVerified => Node.Check == AddressCheck.Confirmed;

    /// <summary>When the node was heard of last, in any way.</summary>
    public DateTimeOffset? HeardAt => Node.LastSeenAt is { } seen && Cursor?.LastBatchAt is { } told ? (seen > told ? seen : told) : Node.LastSeenAt ?? Cursor?.LastBatchAt;

    /// <summary>Its page at the node, by way of signing in there with an account of this hub.</summary>
    public string EnterAddress => Node.Address + FederationPaths.SignOnByHub + QueryString.Create("returnUrl", new Uri(Listing.Address).PathAndQuery);

    /// <summary>How much of a phase's time has passed, in whole percent; a phase without an end is drawn full once it is open.</summary>
    public int PercentPassed(ListingPhase phase) => phase switch
    {
        _ when phase.StartsAt > Now => 0,
        { EndsAt: { } end } when end > Now => Math.Clamp((int)(100 * (Now - phase.StartsAt) / (end - phase.StartsAt)), 1, 99),
        _ => 100,
    };
}
