using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.Leaderboards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Feed;

/// <summary>
/// One fact this node tells its hub, as it is now: the feed is these rows in the order of <see cref="Sequence"/>. A fact that is no more stays as
/// a tombstone; what belongs to it is dropped, as the hub drops it.
/// </summary>
internal sealed class ToldFact
{
    public const string SequenceIndex = "ix_told_facts_sequence";

    /// <summary>A word of <see cref="RecordKinds"/>.</summary>
    [MaxLength(40)]
    public required string Kind { get; init; }

    [MaxLength(FeedRecord.KeyMaxLength)]
    public required string Key { get; init; }

    public required Guid CompetitionId { get; init; }

    /// <summary>The standings, of themselves and of their entries, see <see cref="Leaderboard.StandingsOf(Guid)"/>.</summary>
    public Guid? StandingsId { get; init; }

    /// <summary>Its place in the feed, which is its revision too.</summary>
    public long Sequence { get; set; }

    public int Version { get; set; }

    /// <summary>The body as it is sent; null of a tombstone.</summary>
    public string? Body { get; set; }

    [MaxLength(64)]
    public required string Hash { get; set; }

    [MaxLength(CompetitionCard.WordMaxLength)]
    public string? Withdrawn { get; set; }

    /// <summary>The node's address at that time: bodies link to it, and signatures are for it.</summary>
    [MaxLength(NodeAddress.MaxLength)]
    public required string Address { get; set; }

    [MaxLength(FeedTokens.MaxLength)]
    public string? Signature { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Why the hub refuses it, in a word and in words; null if it does not.</summary>
    [MaxLength(CompetitionCard.WordMaxLength)]
    public string? Problem { get; set; }

    [MaxLength(RecordResult.DetailMaxLength)]
    public string? Detail { get; set; }

    public bool IsTold => Body is not null;

    /// <summary>As it goes out.</summary>
    public FeedRecord ToRecord() => new()
    {
        Sequence = Sequence,
        Kind = Kind,
        Key = Key,
        Revision = Sequence,
        Version = Version,
        Hash = Hash,
        Body = Body is null ? null : new RawJson(Body),
        Withdrawn = Withdrawn,
        Signature = Signature,
    };
}

/// <summary>The newest sequence number there is: one row, whose lock lets one write to the feed at a time, so that numbers come out in the order of commits.</summary>
internal sealed class FeedHead
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public long Last { get; set; }

    /// <summary>The node's address by which everything was last looked at.</summary>
    [MaxLength(NodeAddress.MaxLength)]
    public required string Address { get; set; }
}

internal sealed class ToldFactMapping : IEntityTypeConfiguration<ToldFact>
{
    public void Configure(EntityTypeBuilder<ToldFact> builder)
    {
        builder.ToTable("ToldFacts");
        builder.HasKey(f => new { f.Kind, f.Key });
        builder.Property(f => f.Body).HasColumnType("text");
        builder.Ignore(f => f.IsTold);
        builder.HasIndex(f => f.Sequence).IsUnique().HasDatabaseName(ToldFact.SequenceIndex);
        builder.HasIndex(f => f.CompetitionId);
        builder.HasIndex(f => f.StandingsId);
    }
}

internal sealed class FeedHeadMapping : IEntityTypeConfiguration<FeedHead>
{
    public void Configure(EntityTypeBuilder<FeedHead> builder)
    {
        builder.ToTable("FeedHeads");
        builder.Property(h => h.Id).ValueGeneratedNever();
    }
}
