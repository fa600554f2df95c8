using System.ComponentModel.DataAnnotations;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Runs;

/// <summary>A piece of one log stream of one lease of a run.</summary>
internal sealed class RunLog
{
    public required Guid RunId { get; init; }

    /// <summary>The lease that wrote it: an earlier attempt's log stays readable.</summary>
    public required int FencingToken { get; init; }

    public required LogStream Stream { get; init; }

    /// <summary>Position of the first character in the stream, from 0.</summary>
    public required long Offset { get; init; }

    public required string Text { get; init; }
}

/// <summary>How one container of a run ended.</summary>
internal sealed class RunContainer
{
    public Guid RunId { get; init; }
    public required int Number { get; init; }
    public required LogStream Stream { get; init; }
    public required int ExitCode { get; init; }
    public required double Seconds { get; init; }
    public required bool OutOfMemory { get; init; }
    public required bool TimedOut { get; init; }
}

/// <summary>A file a run left; <see cref="Name"/> is one of <see cref="RunOutputs.All"/>.</summary>
internal sealed class RunOutput
{
    public required Guid RunId { get; init; }

    [MaxLength(40)]
    public required string Name { get; init; }

    /// <summary>The lease that uploaded it; outputs of a lost lease are replaced.</summary>
    public required int FencingToken { get; set; }

    public required Guid FileId { get; set; }
    public StoredFile? File { get; init; }
}

/// <summary>A number the scoring program wrote, whether or not a column shows it.</summary>
internal sealed class RunScore
{
    public const int KeyMaxLength = 100;

    public Guid RunId { get; init; }

    [MaxLength(KeyMaxLength)]
    public required string Key { get; init; }

    public required double Value { get; init; }
}

/// <summary>A worker as the node last saw it.</summary>
internal sealed class WorkerSighting
{
    public const string NameKey = "pk_worker_sightings";

    /// <summary>A worker asks for work at least every 30 s; three missed calls and it is gone.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);

    [Key, MaxLength(LeaseRequest.WorkerMaxLength)]
    public required string Name { get; init; }

    [MaxLength(50)]
    public required string Version { get; set; }

    public required DateTimeOffset LastSeenAt { get; set; }
}

internal sealed class RunLogMapping : IEntityTypeConfiguration<RunLog>
{
    public void Configure(EntityTypeBuilder<RunLog> builder)
    {
        builder.HasKey(l => new { l.RunId, l.FencingToken, l.Stream, l.Offset });
        builder.Property(l => l.Text).HasColumnType("text");
        builder.HasOne<Run>().WithMany().HasForeignKey(l => l.RunId);
    }
}

internal sealed class RunContainerMapping : IEntityTypeConfiguration<RunContainer>
{
    public void Configure(EntityTypeBuilder<RunContainer> builder) => builder.HasKey(c => new { c.RunId, c.Number });
}

internal sealed class RunOutputMapping : IEntityTypeConfiguration<RunOutput>
{
    public void Configure(EntityTypeBuilder<RunOutput> builder)
    {
        builder.HasKey(o => new { o.RunId, o.Name });
        builder.HasOne(o => o.File).WithMany().HasForeignKey(o => o.FileId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RunScoreMapping : IEntityTypeConfiguration<RunScore>
{
    public void Configure(EntityTypeBuilder<RunScore> builder) => builder.HasKey(s => new { s.RunId, s.Key });
}
