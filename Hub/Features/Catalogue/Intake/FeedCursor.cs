using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>How far the hub has followed a node's feed, and how that goes.</summary>
internal sealed class FeedCursor
{
    public const string Key = "pk_feed_cursors";

    public required Guid MemberId { get; init; }

    /// <summary>The sequence number up to which the hub has everything.</summary>
    public long Cursor { get; set; }

    /// <summary>The newest sequence number the node told of.</summary>
    public long Head { get; set; }

    public DateTimeOffset? LastBatchAt { get; set; }

    /// <summary>When the hub last took a record that told it something.</summary>
    public DateTimeOffset? LastRecordAt { get; set; }

    /// <summary>How far the node's clock was ahead of the hub's with the last batch, in seconds; negative if behind.</summary>
    public long SkewSeconds { get; set; }

    /// <summary>How many records were taken in all.</summary>
    public long Taken { get; set; }

    /// <summary>How many records the hub had already, in all.</summary>
    public long Unchanged { get; set; }

    /// <summary>How many records were refused in all.</summary>
    public long Refused { get; set; }

    /// <summary>Whether the node has yet to hear that the cursor was set back; told with the next <see cref="HubReply"/>.</summary>
    public bool IsSetBack { get; set; }

    /// <summary>Goes on to the end of a batch, which the node has heard of then.</summary>
    public void Follow(FeedBatch batch, DateTimeOffset now)
    {
        (Cursor, Head, LastBatchAt, IsSetBack) = (batch.Through, batch.Head, now, false);
        SkewSeconds = (batch.SentAt - now).Ticks / TimeSpan.TicksPerSecond;
    }

    /// <summary>Counts what became of a batch's records.</summary>
    public void Count(IEnumerable<KeyValuePair<RecordVerdict, int>> verdicts, DateTimeOffset now)
    {
        var by = verdicts.ToDictionary();
        Taken += by.GetValueOrDefault(RecordVerdict.Taken);
        Unchanged += by.GetValueOrDefault(RecordVerdict.Unchanged);
        Refused += by.GetValueOrDefault(RecordVerdict.Refused);
        LastRecordAt = by.ContainsKey(RecordVerdict.Taken) ? now : LastRecordAt;
    }

    /// <summary>How much the hub knows it does not have.</summary>
    public long Lag => Math.Max(0, Head - Cursor);
}

internal sealed class FeedCursorMapping : IEntityTypeConfiguration<FeedCursor>
{
    public void Configure(EntityTypeBuilder<FeedCursor> builder)
    {
        builder.ToTable("FeedCursors");
        builder.HasKey(c => c.MemberId);
        builder.HasOne<Member>().WithMany().HasForeignKey(c => c.MemberId).OnDelete(DeleteBehavior.Restrict);

        // Of two batches of one node at once, one is taken.
        builder.Property(c => c.Cursor).IsConcurrencyToken();
    }
}
