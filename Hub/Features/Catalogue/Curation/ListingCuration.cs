using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>What curators made of a listing: the layer over what its node tells. Nothing a node does touches it; without a row, nothing was made of it.</summary>
internal sealed class ListingCuration
{
    public const string PrimaryKey = "pk_listing_curations";

    public required Guid ListingId { get; init; }

    /// <summary>Why it is hidden; public. Null if it is not.</summary>
    [MaxLength(CurationChange.ReasonMaxLength)]
    public string? HiddenReason { get; private set; }

    public bool IsFeatured { get; private set; }

    /// <summary>Up to when it is featured; null without an end.</summary>
    public DateTimeOffset? FeaturedUntil { get; private set; }

    public bool IsOfficial { get; private set; }

    /// <summary>Tags beside those of its organizers.</summary>
    public List<string> Tags { get; private set; } = [];

    /// <summary>In place of what its node says; null where that holds. The same for all below.</summary>
    public List<string>? TaskTypes { get; private set; }

    public List<string>? Modalities { get; private set; }

    [MaxLength(CompetitionCard.WordMaxLength)]
    public string? Language { get; private set; }

    [MaxLength(CompetitionCard.LineMaxLength)]
    public string? Institution { get; private set; }

    public bool? HasPrize { get; private set; }

    /// <summary>The listing that stands for this one, because both are the same competition; null if it stands for itself.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>Rises with every change.</summary>
    public int Version { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Whether it is not found by looking for it.</summary>
    public bool IsUnlisted => HiddenReason is not null || MergedIntoId is not null;

    /// <summary>Whether it is shown first at an instant.</summary>
    public bool IsFeaturedAt(DateTimeOffset now) => IsFeatured && !(FeaturedUntil <= now);

    /// <summary>All of it.</summary>
    public CurationState State
    {
        get => new()
        {
            Hidden = HiddenReason,
            IsFeatured = IsFeatured,
            FeaturedUntil = FeaturedUntil,
            IsOfficial = IsOfficial,
            Tags = Tags,
            TaskTypes = TaskTypes,
            Modalities = Modalities,
            Language = Language,
            Institution = Institution,
            HasPrize = HasPrize,
            MergedInto = MergedIntoId,
        };
        set
        {
            (HiddenReason, IsFeatured, FeaturedUntil, IsOfficial) = (value.Hidden, value.IsFeatured, value.FeaturedUntil, value.IsOfficial);
            (Tags, TaskTypes, Modalities) = ([.. value.Tags], value.TaskTypes?.ToList(), value.Modalities?.ToList());
            (Language, Institution, HasPrize, MergedIntoId) = (value.Language, value.Institution, value.HasPrize, value.MergedInto);
        }
    }
}

internal sealed class ListingCurationMapping : IEntityTypeConfiguration<ListingCuration>
{
    public void Configure(EntityTypeBuilder<ListingCuration> builder)
    {
        builder.ToTable("ListingCurations");
        builder.HasKey(c => c.ListingId);
        builder.Ignore(c => c.State);
        builder.HasIndex(c => c.MergedIntoId);
        builder.HasIndex(c => c.ChangedAt);
        builder.HasOne<Listing>().WithOne().HasForeignKey<ListingCuration>(c => c.ListingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Listing>().WithMany().HasForeignKey(c => c.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(c => c.Version).IsConcurrencyToken();
    }
}
