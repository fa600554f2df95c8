using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>A record of a node that was refused last time it came, for curators to see; the node got the same answer. The newest are kept.</summary>
internal sealed class IntakeProblem
{
    public const int ProblemMaxLength = 40;

    /// <summary>The most that are kept of one node.</summary>
    public const int MaxKept = 1000;

    public required Guid Id { get; init; }
    public required Guid MemberId { get; init; }

    /// <summary>As the node wrote it, cut to length; empty if the record could not be read.</summary>
    [MaxLength(CompetitionCard.WordMaxLength)]
    public required string Kind { get; init; }

    /// <summary>As the node wrote it, cut to length; where it stood if the record could not be read.</summary>
    [MaxLength(FeedRecord.KeyMaxLength)]
    public required string Key { get; init; }

    /// <summary>The record's number, or that of the end of its batch if it could not be read.</summary>
    public required long Sequence { get; init; }

    /// <summary>Why, in a word: a <see cref="RecordProblem"/> or an <see cref="IntakeRefusal"/>, as in the answer.</summary>
    [MaxLength(ProblemMaxLength)]
    public required string Problem { get; init; }

    /// <summary>Why, in words.</summary>
    [MaxLength(RecordResult.DetailMaxLength)]
    public required string Detail { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class IntakeProblemMapping : IEntityTypeConfiguration<IntakeProblem>
{
    public void Configure(EntityTypeBuilder<IntakeProblem> builder)
    {
        builder.ToTable("IntakeProblems");
        builder.HasIndex(p => new { p.MemberId, p.Kind, p.Key });
        builder.HasOne<Member>().WithMany().HasForeignKey(p => p.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
