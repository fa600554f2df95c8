using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>
/// That a phase's standings belong to a series. It names the listing and the phase, not the standings: those go when a competition is
/// withdrawn and are others when it comes back, and what a curator made of them stays.
/// </summary>
internal sealed class SeriesMember
{
    public const string PrimaryKey = "pk_series_members";

    public required Guid SeriesId { get; init; }
    public required Guid ListingId { get; init; }

    /// <summary>The phase: <see cref="ListingPhase.Key"/> and <see cref="Standings.Key"/>.</summary>
    [MaxLength(ListingPhase.KeyMaxLength)]
    public required string PhaseKey { get; init; }

    /// <summary>Its place in the series, from 1.</summary>
    public required int Number { get; set; }
}

internal sealed class SeriesMemberMapping : IEntityTypeConfiguration<SeriesMember>
{
    public void Configure(EntityTypeBuilder<SeriesMember> builder)
    {
        builder.ToTable("SeriesMembers");
        builder.HasKey(m => new { m.SeriesId, m.ListingId, m.PhaseKey }).HasName(SeriesMember.PrimaryKey);
        builder.HasOne<ListingSeries>().WithMany().HasForeignKey(m => m.SeriesId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Listing>().WithMany().HasForeignKey(m => m.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}
