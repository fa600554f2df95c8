using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Competitions;

/// <summary>A stretch of time in which submissions are taken: from <see cref="StartsAt"/> up to, and not including, <see cref="EndsAt"/>.</summary>
internal sealed class Phase
{
    public const int NameMaxLength = 256;
    public const int DefaultExecutionTimeLimit = 600;

    public required Guid Id { get; init; }
    public Guid CompetitionId { get; init; }
    public Competition? Competition { get; init; }

    /// <summary>Its place in the competition, from 1.</summary>
    public required int Number { get; init; }

    [MaxLength(NameMaxLength)]
    public required string Name { get; set; }

    public string Description { get; set; } = "";
    public required DateTimeOffset StartsAt { get; set; }

    /// <summary>Null: it never ends.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Per person and UTC day; null: no limit; 0: nobody may submit.</summary>
    public int? MaxSubmissionsPerDay { get; set; }

    /// <summary>Per person in the whole phase; null: no limit; 0: nobody may submit.</summary>
    public int? MaxSubmissions { get; set; }

    /// <summary>Seconds for each step of a run.</summary>
    public int ExecutionTimeLimit { get; set; } = DefaultExecutionTimeLimit;

    /// <summary>Whether only results are taken: a zip that names a command is refused, and no ingestion program runs before scoring.</summary>
    public bool AcceptsOnlyResults { get; set; }

    public bool HideOutput { get; set; }
    public bool HidePredictionOutput { get; set; }
    public bool HideScoreOutput { get; set; }

    public Guid? StartingKitId { get; set; }
    public StoredFile? StartingKit { get; init; }
    public Guid? PublicDataId { get; set; }
    public StoredFile? PublicData { get; init; }
    public List<PhaseTask> Tasks { get; } = [];

    public PhaseState StateAt(DateTimeOffset now) => StateAt(StartsAt, EndsAt, now);

    public static PhaseState StateAt(DateTimeOffset startsAt, DateTimeOffset? endsAt, DateTimeOffset now) =>
        now < startsAt ? PhaseState.Upcoming : endsAt is { } end && now >= end ? PhaseState.Closed : PhaseState.Open;
}

internal enum PhaseState
{
    Upcoming,
    Open,
    Closed,
}

/// <summary>A task of a phase.</summary>
internal sealed class PhaseTask
{
    public Guid PhaseId { get; init; }
    public required Guid TaskId { get; init; }
    public CompetitionTask? Task { get; init; }

    /// <summary>Its place in the phase, from 1.</summary>
    public required int Number { get; init; }
}

internal sealed class PhaseMapping : IEntityTypeConfiguration<Phase>
{
    public void Configure(EntityTypeBuilder<Phase> builder)
    {
        builder.Property(p => p.Description).HasColumnType("text");
        builder.HasIndex(p => new { p.CompetitionId, p.Number }).IsUnique();
        builder.HasIndex(p => p.StartsAt);
        builder.HasIndex(p => p.EndsAt);
        builder.HasOne(p => p.StartingKit).WithMany().HasForeignKey(p => p.StartingKitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(p => p.PublicData).WithMany().HasForeignKey(p => p.PublicDataId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(p => p.Tasks).WithOne().HasForeignKey(t => t.PhaseId);
    }
}

internal sealed class PhaseTaskMapping : IEntityTypeConfiguration<PhaseTask>
{
    public void Configure(EntityTypeBuilder<PhaseTask> builder)
    {
        builder.HasKey(t => new { t.PhaseId, t.TaskId });
        builder.HasOne(t => t.Task).WithMany().HasForeignKey(t => t.TaskId).OnDelete(DeleteBehavior.Restrict);
    }
}
