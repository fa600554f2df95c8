using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>What a node told otherwise of a competition the hub already had, for curators to see. The newest are kept.</summary>
internal sealed class CardChange
{
    public const int JsonMaxLength = 50_000;

    /// <summary>The most that are kept of one node.</summary>
    public const int MaxKept = 1000;

    public required Guid Id { get; init; }
    public required Guid MemberId { get; init; }
    public required Guid ListingId { get; init; }

    /// <summary>The number of the record.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required CardChangeKind Kind { get; init; }

    /// <summary>Of a withdrawal: why, in a word of <see cref="Withdrawals"/> or of later versions.</summary>
    [MaxLength(CompetitionCard.WordMaxLength)]
    public string? Reason { get; init; }

    /// <summary>An array of <see cref="CardDifference"/>; read <see cref="Differences"/>.</summary>
    [MaxLength(JsonMaxLength)]
    public required string DifferencesJson { get; init; }

    public IReadOnlyList<CardDifference> Differences => JsonSerializer.Deserialize<List<CardDifference>>(DifferencesJson)!;
}

/// <summary>What became of a competition.</summary>
internal enum CardChangeKind
{
    /// <summary>Its card says something else.</summary>
    Changed,

    /// <summary>It is no more.</summary>
    Withdrawn,

    /// <summary>It is again, after it was withdrawn.</summary>
    Returned,
}

/// <summary>What was how on a card, and how it is then.</summary>
/// <param name="Member">A name of <see cref="CardWords"/>.</param>
/// <param name="Before">In words, cut to length.</param>
/// <param name="After">In words, cut to length.</param>
internal sealed record CardDifference(string Member, string Before, string After);

internal sealed class CardChangeMapping : IEntityTypeConfiguration<CardChange>
{
    public void Configure(EntityTypeBuilder<CardChange> builder)
    {
        builder.ToTable("CardChanges");
        builder.Property(c => c.Kind).HasConversion<string>().HasMaxLength(CompetitionCard.WordMaxLength);
        builder.Ignore(c => c.Differences);
        builder.HasIndex(c => new { c.MemberId, c.At });
        builder.HasOne<Member>().WithMany().HasForeignKey(c => c.MemberId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Listing>().WithMany().HasForeignKey(c => c.ListingId).OnDelete(DeleteBehavior.Cascade);
    }
}
