using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Feed;

/// <summary>When the hub compared this node's inventory last, and when it does next: one row, or none before the first.</summary>
internal sealed class InventoryDelivery : IMembershipRow
{
    public const int OnlyId = 1;

    // In the small hours of the institution's part of the world or not: the hub's load is what counts, so nodes spread over some hours.
    private static readonly TimeSpan Night = TimeSpan.FromHours(1), Hours = TimeSpan.FromHours(4), Soonest = TimeSpan.FromMinutes(1), Latest = TimeSpan.FromHours(6);

    public int Id { get; init; } = OnlyId;

    /// <summary>The hub, and what it calls this node: another membership begins anew.</summary>
    [MaxLength(NodeAddress.MaxLength)]
    public required string Hub { get; init; }

    [MaxLength(HubAnswers.ClientIdMaxLength)]
    public required string ClientId { get; init; }

    /// <summary>Whether the hub asked for one.</summary>
    public bool IsAsked { get; set; }

    /// <summary>Before this none is sent by itself.</summary>
    public DateTimeOffset NextAt { get; set; }

    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>How many facts the last one counted, and how many of them the hub wanted told again.</summary>
    public int Told { get; private set; }
    public int Again { get; private set; }

    [MaxLength(FeedDelivery.ErrorMaxLength)]
    public string? LastError { get; private set; }

    public int Failures { get; private set; }

    /// <summary>Before the first inventory of a membership, which is due in the next night.</summary>
    public static InventoryDelivery First(Membership membership, DateTimeOffset now, double jitter) =>
        new() { Hub = membership.Hub, ClientId = membership.ClientId, NextAt = NextNight(now, jitter) };

    public void Done(int told, int again, DateTimeOffset now, double jitter)
    {
        (LastAt, Told, Again, LastError, Failures, IsAsked) = (now, told, again, null, 0, false);
        NextAt = NextNight(now, jitter);
    }

    /// <summary>Notes that it came to nothing; the next try waits longer each time.</summary>
    public void Fail(string error, DateTimeOffset now)
    {
        LastError = PlainText.Line(error, FeedDelivery.ErrorMaxLength);
        var pause = Soonest * Math.Pow(3, Math.Min(Failures++, 6));
        NextAt = now + (pause < Latest ? pause : Latest);
    }

    /// <summary>Some time in the next night, UTC.</summary>
    /// <param name="now">When it is.</param>
    /// <param name="jitter">From 0 to 1: which part of the night.</param>
    public static DateTimeOffset NextNight(DateTimeOffset now, double jitter) => new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero) + Night + (Hours * jitter);
}

internal sealed class InventoryDeliveryMapping : IEntityTypeConfiguration<InventoryDelivery>
{
    public void Configure(EntityTypeBuilder<InventoryDelivery> builder)
    {
        builder.ToTable("InventoryDeliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.ClientId).IsConcurrencyToken();
    }
}
