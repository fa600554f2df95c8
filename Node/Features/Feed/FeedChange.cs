using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Feed;

/// <summary>
/// That something changed which the hub may have to hear of: written in the transaction of the change, and gone once the feed is right again.
/// It says what to look at, never what to tell: that is read from what is there when the feed is written.
/// </summary>
internal sealed class FeedChange
{
    public required Guid Id { get; init; }
    public required FeedScope Scope { get; init; }

    /// <summary>The competition or phase; empty for the whole site.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>The entry; for all entries of a phase the last one looked at.</summary>
    public required Guid ItemId { get; init; }
}

/// <summary>What may have changed.</summary>
internal enum FeedScope
{
    /// <summary>A competition's card, or how its phases rank.</summary>
    Competition,

    /// <summary>How much goes on in a competition.</summary>
    Activity,

    /// <summary>One entry of a phase.</summary>
    Entry,

    /// <summary>All entries of a phase, from one on.</summary>
    Entries,

    /// <summary>Everything.</summary>
    Site,
}

internal sealed class FeedChangeMapping : IEntityTypeConfiguration<FeedChange>
{
    public void Configure(EntityTypeBuilder<FeedChange> builder) => builder.ToTable("FeedChanges");
}
