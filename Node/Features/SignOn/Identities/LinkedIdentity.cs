using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>
/// That a person of an issuer is an account here. Known by the issuer's own name for them and by nothing else: an e-mail address says
/// nothing about who somebody is.
/// </summary>
internal sealed class LinkedIdentity
{
    public const int SubjectMaxLength = 255;
    public const string WhoIndex = "ix_linked_identities_issuer_address_subject";

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>The issuer's identifier: it outlives the issuer's entry here.</summary>
    [MaxLength(Issuer.AddressMaxLength)]
    public required string IssuerAddress { get; init; }

    /// <summary>What the issuer calls the person (<c>sub</c>).</summary>
    [MaxLength(SubjectMaxLength)]
    public required string Subject { get; init; }

    public required DateTimeOffset LinkedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
}

internal sealed class LinkedIdentityMapping : IEntityTypeConfiguration<LinkedIdentity>
{
    public void Configure(EntityTypeBuilder<LinkedIdentity> builder)
    {
        builder.ToTable("LinkedIdentities");
        builder.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(l => new { l.IssuerAddress, l.Subject }).IsUnique().HasDatabaseName(LinkedIdentity.WhoIndex);
    }
}
