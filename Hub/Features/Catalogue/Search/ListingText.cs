using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>The words a listing is found by, as <see cref="SearchText"/> folds them; <see cref="PrepareSearch"/> has the database keep an index of them.</summary>
internal sealed class ListingText
{
    public const string Table = "listing_texts";

    /// <summary>The most characters of each that are looked through; folding makes one sign of some into a dozen letters.</summary>
    public const int Longest = 2000;

    /// <summary>What the index calls it.</summary>
    public long Number { get; init; }

    public required Guid ListingId { get; init; }

    [MaxLength(Longest)]
    public string Title { get; set; } = "";

    /// <summary>Those of curators too.</summary>
    [MaxLength(2 * Longest)]
    public string Tags { get; set; } = "";

    [MaxLength(Longest)]
    public string Institution { get; set; } = "";

    [MaxLength(Longest)]
    public string Organizer { get; set; } = "";

    [MaxLength(Longest)]
    public string Text { get; set; } = "";
}

internal sealed class ListingTextMapping : IEntityTypeConfiguration<ListingText>
{
    public void Configure(EntityTypeBuilder<ListingText> builder)
    {
        builder.ToTable("ListingTexts");
        builder.HasKey(t => t.Number);
        builder.HasIndex(t => t.ListingId).IsUnique();
        builder.HasOne<Listing>().WithOne().HasForeignKey<ListingText>(t => t.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}
