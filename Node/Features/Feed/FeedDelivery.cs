using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Feed;

/// <summary>How far the hub has the feed: one row, or none before the first delivery.</summary>
internal sealed class FeedDelivery : IMembershipRow
{
    public const int OnlyId = 1, ErrorMaxLength = 500;

    // From a blink to a quarter of an hour: a hub that was away for a night is not stormed, and one that comes back is not left waiting.
    private static readonly TimeSpan[] Ladder =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    public int Id { get; init; } = OnlyId;

    /// <summary>The hub, and what it calls this node: another membership begins at the beginning.</summary>
    [MaxLength(NodeAddress.MaxLength)]
    public required string Hub { get; init; }

    [MaxLength(HubAnswers.ClientIdMaxLength)]
    public required string ClientId { get; init; }

    /// <summary>The sequence number up to which the hub has everything.</summary>
    public long Cursor { get; set; }

    public DateTimeOffset? LastTriedAt { get; private set; }
    public DateTimeOffset? LastTakenAt { get; private set; }

    /// <summary>Why the last try failed; null if it did not.</summary>
    [MaxLength(ErrorMaxLength)]
    public string? LastError { get; private set; }

    public int Failures { get; private set; }

    /// <summary>Before this nothing is tried; null if there is nothing to wait for.</summary>
    public DateTimeOffset? NextTryAt { get; set; }

    /// <summary>Whether the hub asked to be called, though there may be nothing new.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Notes that the hub answered and stands at a number now.</summary>
    public void Take(long cursor, DateTimeOffset now) =>
        (Cursor, LastTriedAt, LastTakenAt, LastError, Failures, NextTryAt, IsAsked) = (cursor, now, now, null, 0, null, false);

    /// <summary>Notes that a try failed; the next one waits longer each time, up to the ladder's end.</summary>
    /// <param name="error">Why.</param>
    /// <param name="now">When.</param>
    /// <param name="jitter">From 0 to 1: nodes that lost the hub together do not come back together.</param>
    public void Fail(string error, DateTimeOffset now, double jitter)
    {
        (LastTriedAt, LastError) = (now, PlainText.Line(error, ErrorMaxLength));
        NextTryAt = now + (Ladder[Math.Min(Failures, Ladder.Length - 1)] * (0.8 + (0.4 * jitter)));
        Failures++;
    }
}

internal sealed class FeedDeliveryMapping : IEntityTypeConfiguration<FeedDelivery>
{
    public void Configure(EntityTypeBuilder<FeedDelivery> builder)
    {
        builder.ToTable("FeedDeliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();

        // Of two processes that deliver at once, one notes what the hub said.
        builder.Property(d => d.Cursor).IsConcurrencyToken();
        builder.Property(d => d.ClientId).IsConcurrencyToken();
    }
}
