using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>That an account here was known to an issuer until the person's account there was deleted. By what name is forgotten with it.</summary>
internal sealed class LostIdentity
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    [MaxLength(Issuer.AddressMaxLength)]
    public required string IssuerAddress { get; init; }

    /// <summary>When this node heard of it.</summary>
    public required DateTimeOffset LostAt { get; init; }
}

internal sealed class LostIdentityMapping : IEntityTypeConfiguration<LostIdentity>
{
    public void Configure(EntityTypeBuilder<LostIdentity> builder)
    {
        builder.ToTable("LostIdentities");
        builder.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(l => l.AccountId);
    }
}
