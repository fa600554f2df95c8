using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Messaging;

/// <summary>A message written in the transaction of the change it tells of; gone once the bus has it.</summary>
internal sealed class OutboxMessage
{
    public required Guid Id { get; init; }

    [MaxLength(100)]
    public required string Type { get; init; }

    public required string Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder) => builder.Property(m => m.Body).HasColumnType("text");
}
