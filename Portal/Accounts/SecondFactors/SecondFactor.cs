using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>The key an account shares with an authenticator app. Until a code of it was typed it asks for nothing.</summary>
internal sealed class SecondFactor
{
    /// <summary>The key of the table: one for an account.</summary>
    public const string PrimaryKey = "pk_second_factors";

    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The key, protected by the host's own keys.</summary>
    [MaxLength(1000)]
    public required string ProtectedKey { get; set; }

    /// <summary>Since when it is asked for, UTC; null while it is being set up.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The half minute of the last code that was taken: no code is taken twice, nor one older.</summary>
    public long LastStep { get; set; }
}

/// <summary>A word that stands in for a code once; it is gone when it was used.</summary>
internal sealed class RecoveryCode
{
    /// <summary>Whose it is.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of it.</summary>
    [MaxLength(64)]
    public required string Digest { get; init; }
}

internal sealed class SecondFactorMapping : IEntityTypeConfiguration<SecondFactor>, IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.ToTable("SecondFactors");
        builder.HasKey(f => f.AccountId);
        builder.HasOne<Account>().WithOne().HasForeignKey<SecondFactor>(f => f.AccountId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("RecoveryCodes");
        builder.HasKey(c => new { c.AccountId, c.Digest });
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
