using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>That what an issuer said of somebody opened an account once, so that a copy of the cookie opens none.</summary>
internal sealed class SpentSignOn
{
    public const string PrimaryKey = "pk_spent_sign_ons";

    /// <summary>The ticket.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset SpentAt { get; init; }
}

internal sealed class SpentSignOnMapping : IEntityTypeConfiguration<SpentSignOn>
{
    public void Configure(EntityTypeBuilder<SpentSignOn> builder)
    {
        builder.ToTable("SpentSignOns");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.SpentAt);
    }
}
