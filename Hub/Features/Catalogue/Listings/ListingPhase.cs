using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Feed;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Listings;

/// <summary>A phase of a listed competition: it takes submissions from <see cref="StartsAt"/> up to, and not including, <see cref="EndsAt"/>.</summary>
internal sealed class ListingPhase
{
    public const int KeyMaxLength = 36;

    public required Guid ListingId { get; init; }

    /// <summary>Its id at the node; <see cref="Standings.Key"/> is the same.</summary>
    [MaxLength(KeyMaxLength)]
    public required string Key { get; init; }

    /// <summary>Its place among the phases, from 1.</summary>
    public required int Number { get; set; }

    [MaxLength(CompetitionCard.LineMaxLength)]
    public required string Name { get; set; }

    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>Null if it has no end; then it is the last.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Whether two say the same.</summary>
    public static IEqualityComparer<ListingPhase> SameFact { get; } = EqualityComparer<ListingPhase>.Create(
        (one, other) => (one?.Key, one?.Number, one?.Name, one?.StartsAt, one?.EndsAt) == (other?.Key, other?.Number, other?.Name, other?.StartsAt, other?.EndsAt));

    public static ListingPhase Of(Guid listing, CardPhase phase, int number) =>
        new() { ListingId = listing, Key = phase.Id, Number = number, Name = phase.Name, StartsAt = phase.StartsAt, EndsAt = phase.EndsAt };

    public PhaseSpan Span => new(StartsAt, EndsAt);

    public bool IsOpenAt(DateTimeOffset now) => Span.IsOpenAt(now);
}

internal sealed class ListingPhaseMapping : IEntityTypeConfiguration<ListingPhase>
{
    public void Configure(EntityTypeBuilder<ListingPhase> builder)
    {
        builder.ToTable("ListingPhases");
        builder.HasKey(p => new { p.ListingId, p.Key });
        builder.Ignore(p => p.Span);
        builder.HasOne<Listing>().WithMany(l => l.Phases).HasForeignKey(p => p.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}
