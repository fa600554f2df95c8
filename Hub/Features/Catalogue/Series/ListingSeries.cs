using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>A series: standings of several competitions, of any nodes, that a curator put beside each other.</summary>
internal sealed class ListingSeries
{
    public const int SlugMaxLength = 80, TitleMaxLength = 120, TextMaxLength = 2000, MaxMembers = 50;
    public const string SlugIndex = "ix_series_slug";

    public required Guid Id { get; init; }

    /// <summary>Its name in addresses. It stays when the title changes.</summary>
    [MaxLength(SlugMaxLength)]
    public required string Slug { get; init; }

    [MaxLength(TitleMaxLength)]
    public required string Title { get; set; }

    /// <summary>What it is about, in plain words.</summary>
    [MaxLength(TextMaxLength)]
    public string Text { get; set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>It is shown nowhere, and comes back if that is undone; nobody else gets its name.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Rises with every change.</summary>
    public int Version { get; set; }
}

internal sealed class ListingSeriesMapping : IEntityTypeConfiguration<ListingSeries>
{
    public void Configure(EntityTypeBuilder<ListingSeries> builder)
    {
        builder.ToTable("Series");
        builder.HasIndex(s => s.Slug).IsUnique().HasDatabaseName(ListingSeries.SlugIndex);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}
