using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Competitions;

/// <summary>What a submission is measured by: a scoring program with its data, and perhaps an ingestion program.</summary>
internal sealed class CompetitionTask
{
    public const int NameMaxLength = 256;

    public required Guid Id { get; init; }
    public Guid CompetitionId { get; init; }

    /// <summary>Its place in the competition, from 1.</summary>
    public required int Number { get; init; }

    [MaxLength(NameMaxLength)]
    public required string Name { get; set; }

    public string Description { get; set; } = "";
    public bool IngestionOnlyDuringScoring { get; set; }

    public required Guid ScoringProgramId { get; set; }
    public StoredFile? ScoringProgram { get; init; }
    public Guid? IngestionProgramId { get; set; }
    public StoredFile? IngestionProgram { get; init; }
    public Guid? InputDataId { get; set; }
    public StoredFile? InputData { get; init; }
    public Guid? ReferenceDataId { get; set; }
    public StoredFile? ReferenceData { get; init; }
}

internal sealed class CompetitionTaskMapping : IEntityTypeConfiguration<CompetitionTask>
{
    public void Configure(EntityTypeBuilder<CompetitionTask> builder)
    {
        builder.Property(t => t.Description).HasColumnType("text");
        builder.HasIndex(t => new { t.CompetitionId, t.Number }).IsUnique();
        builder.HasOne(t => t.ScoringProgram).WithMany().HasForeignKey(t => t.ScoringProgramId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(t => t.IngestionProgram).WithMany().HasForeignKey(t => t.IngestionProgramId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(t => t.InputData).WithMany().HasForeignKey(t => t.InputDataId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(t => t.ReferenceData).WithMany().HasForeignKey(t => t.ReferenceDataId).OnDelete(DeleteBehavior.Restrict);
    }
}
