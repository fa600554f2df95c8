using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>That a person wants their account deleted. Until it is due, signing in takes it back.</summary>
internal sealed class PlannedDeletion
{
    public const string PrimaryKey = "pk_planned_deletions";

    /// <summary>How long a person can change their mind.</summary>
    public static readonly TimeSpan CoolingOff = TimeSpan.FromDays(14);

    public required Guid AccountId { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
}

internal sealed class PlannedDeletionMapping : IEntityTypeConfiguration<PlannedDeletion>
{
    public void Configure(EntityTypeBuilder<PlannedDeletion> builder)
    {
        builder.ToTable("PlannedDeletions");
        builder.HasKey(d => d.AccountId);
        builder.HasOne<Account>().WithOne().HasForeignKey<PlannedDeletion>(d => d.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => d.DueAt);
    }
}
