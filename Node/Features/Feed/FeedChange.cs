using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Feed;

/// <summary>
/// That something changed which the hub may have to hear of: written in the transaction of the change, and gone once the feed is right again.
/// It says what to look at, never what to tell: that is read from what is there when the feed is written.
/// </summary>
internal sealed class FeedChange
{
    public const int ErrorMaxLength = 500;

    private static readonly TimeSpan[] Ladder =
        [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    public required Guid Id { get; init; }
    public required FeedScope Scope { get; init; }

    /// <summary>The competition or the standings; empty for the whole site.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>The entry; for all entries of standings the last one looked at.</summary>
    public required Guid ItemId { get; init; }

    /// <summary>How often looking at it failed, and why last; null if it did not.</summary>
    public int Failures { get; init; }

    [MaxLength(ErrorMaxLength)]
    public string? Error { get; init; }

    /// <summary>Before this nobody looks; null if it is due.</summary>
    public DateTimeOffset? NextTryAt { get; set; }

    /// <summary>How long to wait after so many failures.</summary>
    public static TimeSpan Pause(int failures) => Ladder[Math.Clamp(failures - 1, 0, Ladder.Length - 1)];
}

/// <summary>What may have changed.</summary>
internal enum FeedScope
{
    /// <summary>A competition's card, or how its leaderboards rank.</summary>
    Competition,

    /// <summary>How much goes on in a competition.</summary>
    Activity,

    /// <summary>One entry of standings.</summary>
    Entry,

    /// <summary>All entries of standings, from one on.</summary>
    Entries,

    /// <summary>Everything.</summary>
    Site,
}

internal sealed class FeedChangeMapping : IEntityTypeConfiguration<FeedChange>
{
    public void Configure(EntityTypeBuilder<FeedChange> builder) => builder.ToTable("FeedChanges");
}
