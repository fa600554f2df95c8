using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>A line of the ledger: the record of a node the hub took last under this kind and key. What it says stands in the catalogue's own tables.</summary>
internal sealed class FeedItem
{
    public const int KindMaxLength = 20;

    public required Guid MemberId { get; init; }

    /// <summary>A word of <see cref="RecordKinds"/>.</summary>
    [MaxLength(KindMaxLength)]
    public required string Kind { get; init; }

    [MaxLength(FeedRecord.KeyMaxLength)]
    public required string Key { get; init; }

    public long Revision { get; set; }

    [MaxLength(64)]
    public string Hash { get; set; } = "";

    public long Sequence { get; set; }

    /// <summary>The form its body was written in.</summary>
    public int Version { get; set; }

    /// <summary>Why the fact is no more; null if it is.</summary>
    [MaxLength(CompetitionCard.WordMaxLength)]
    public string? Withdrawn { get; set; }

    /// <summary>The key of the competition it goes with; null for competitions, and where it was never known.</summary>
    [MaxLength(36)]
    public string? Competition { get; set; }

    /// <summary>Of an entry, the key of the standings it goes with.</summary>
    [MaxLength(36)]
    public string? Standings { get; set; }
}

internal sealed class FeedItemMapping : IEntityTypeConfiguration<FeedItem>
{
    public void Configure(EntityTypeBuilder<FeedItem> builder)
    {
        builder.ToTable("FeedItems");
        builder.HasKey(i => new { i.MemberId, i.Kind, i.Key });
        builder.HasIndex(i => new { i.MemberId, i.Competition, i.Standings });
        builder.HasOne<Member>().WithMany().HasForeignKey(i => i.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
