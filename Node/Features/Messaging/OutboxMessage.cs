using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Messaging;

/// <summary>
/// A message written in the transaction of the change it tells of; gone once the bus has it. One the bus can't be given is tried again
/// with growing pauses and then parked for the operator, so that it holds up nothing else.
/// </summary>
internal sealed class OutboxMessage
{
    /// <summary>The longest error kept, in characters.</summary>
    public const int ErrorMaxLength = 500;

    private static readonly TimeSpan[] Ladder = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    public required Guid Id { get; init; }

    [MaxLength(100)]
    public required string Type { get; init; }

    public required string Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it goes out; null once it is parked.</summary>
    public required DateTimeOffset? DueAt { get; set; }

    /// <summary>How often it could not go out.</summary>
    public int Tries { get; private set; }

    /// <summary>Why it could not go out the last time.</summary>
    [MaxLength(ErrorMaxLength)]
    public string? LastError { get; private set; }

    /// <summary>Notes that it could not go out: it is due again later, or parked at the ladder's end.</summary>
    public void Fail(string error, DateTimeOffset now)
    {
        LastError = error.Length > ErrorMaxLength ? error[..ErrorMaxLength] : error;
        DueAt = Tries < Ladder.Length ? now + Ladder[Tries] : null;
        Tries++;
    }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.Property(m => m.Body).HasColumnType("text");
        builder.HasIndex(m => m.DueAt);
    }
}
