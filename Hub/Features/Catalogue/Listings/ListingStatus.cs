namespace Agon.Hub.Features.Catalogue.Listings;

/// <summary>How a competition stands by the hub's clock.</summary>
internal enum ListingStatus
{
    /// <summary>Its first phase has not begun.</summary>
    Upcoming,

    /// <summary>A phase takes submissions.</summary>
    Open,

    /// <summary>A phase takes submissions, and the last one ends within <see cref="ListingTime.Soon"/>.</summary>
    ClosingSoon,

    /// <summary>One phase is over and the next has not begun.</summary>
    Between,

    /// <summary>All is over.</summary>
    Closed,
}
