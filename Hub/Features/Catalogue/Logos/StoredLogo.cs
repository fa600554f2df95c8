using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>A picture the hub keeps, named by its bytes: listings refer to it by their SHA-256, so that lists never load it.</summary>
internal sealed class StoredLogo
{
    public const string Key = "pk_logos";

    /// <summary>The most bytes that are kept of one.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The most pixels in each direction: what is small as a file can be huge on a screen.</summary>
    public const int MaxSide = 4096;

    /// <summary>SHA-256 of its bytes, in small hexadecimal digits.</summary>
    [MaxLength(64)]
    public required string Sha256 { get; init; }

    /// <summary>Told by its bytes, never by what the node said.</summary>
    [MaxLength(20)]
    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }
}

internal sealed class StoredLogoMapping : IEntityTypeConfiguration<StoredLogo>
{
    public void Configure(EntityTypeBuilder<StoredLogo> builder)
    {
        builder.ToTable("Logos");
        builder.HasKey(l => l.Sha256).HasName(StoredLogo.Key);
    }
}
