using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Files;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>One uploaded bundle on its way to a draft competition.</summary>
internal sealed class BundleImport
{
    /// <summary>After so many crashes the bundle is given up.</summary>
    public const int MaxAttempts = 3;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required Guid FileId { get; init; }
    public StoredFile? File { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public BundleImportStatus Status { get; private set; } = BundleImportStatus.Received;

    /// <summary>How often unpacking was begun: a crash begins it again, a few times.</summary>
    public int Attempts { get; private set; }

    /// <summary>What is being done, in words.</summary>
    [MaxLength(200)]
    public string? Step { get; private set; }

    /// <summary>How many of <see cref="Total"/> bytes are stored.</summary>
    public long Done { get; private set; }

    public long Total { get; private set; }

    /// <summary>Errors, warnings and notes, JSON.</summary>
    public string? Problems { get; private set; }

    public Guid? CompetitionId { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOver => Status is BundleImportStatus.Imported or BundleImportStatus.Refused;

    public void Begin(string step)
    {
        Status = BundleImportStatus.Unpacking;
        Attempts++;
        Advance(step, 0, 0);
    }

    public void Advance(string step, long done, long total) => (Step, Done, Total) = (step, done, total);

    public void Refuse(string problems, DateTimeOffset now) =>
        (Status, CompetitionId, Problems, EndedAt) = (BundleImportStatus.Refused, null, problems, now);

    public void Succeed(Guid competitionId, string? warnings, DateTimeOffset now) =>
        (Status, CompetitionId, Problems, EndedAt) = (BundleImportStatus.Imported, competitionId, warnings, now);
}

internal enum BundleImportStatus
{
    Received,
    Unpacking,
    Imported,
    Refused,
}

internal sealed class BundleImportMapping : IEntityTypeConfiguration<BundleImport>
{
    public void Configure(EntityTypeBuilder<BundleImport> builder)
    {
        builder.Property(i => i.Problems).HasColumnType("text");
        // Whoever began the newest attempt, and nobody else, may say how it went: two processes never make two competitions of one bundle.
        builder.Property(i => i.Attempts).IsConcurrencyToken();
        builder.Property(i => i.Status).IsConcurrencyToken();
        builder.HasIndex(i => i.Status);
        builder.HasOne(i => i.File).WithMany().HasForeignKey(i => i.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(i => i.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Competition>().WithMany().HasForeignKey(i => i.CompetitionId).OnDelete(DeleteBehavior.SetNull);
    }
}
