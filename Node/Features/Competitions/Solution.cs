using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Competitions;

/// <summary>An example submission to one or more tasks, for participants to learn from and for organizers to try their programs with.</summary>
internal sealed class Solution
{
    public const int NameMaxLength = 256;

    public required Guid Id { get; init; }
    public Guid CompetitionId { get; init; }

    /// <summary>Its place in the competition, from 1.</summary>
    public required int Number { get; init; }

    [MaxLength(NameMaxLength)]
    public required string Name { get; set; }

    public string Description { get; set; } = "";
    public required Guid FileId { get; set; }
    public StoredFile? File { get; init; }
    public List<SolutionTask> Tasks { get; } = [];
}

/// <summary>A task that a solution is for.</summary>
internal sealed class SolutionTask
{
    public Guid SolutionId { get; init; }
    public required Guid TaskId { get; init; }
}

internal sealed class SolutionMapping : IEntityTypeConfiguration<Solution>
{
    public void Configure(EntityTypeBuilder<Solution> builder)
    {
        builder.Property(s => s.Description).HasColumnType("text");
        builder.HasIndex(s => new { s.CompetitionId, s.Number }).IsUnique();
        builder.HasOne(s => s.File).WithMany().HasForeignKey(s => s.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Tasks).WithOne().HasForeignKey(t => t.SolutionId);
    }
}

internal sealed class SolutionTaskMapping : IEntityTypeConfiguration<SolutionTask>
{
    public void Configure(EntityTypeBuilder<SolutionTask> builder)
    {
        builder.HasKey(t => new { t.SolutionId, t.TaskId });
        builder.HasOne<CompetitionTask>().WithMany().HasForeignKey(t => t.TaskId).OnDelete(DeleteBehavior.Restrict);
    }
}
