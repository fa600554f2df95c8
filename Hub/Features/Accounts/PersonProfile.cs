using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Accounts;

/// <summary>What a person says of themselves beyond their name. Nodes get it only with the person's consent; strangers see what is public.</summary>
internal sealed class PersonProfile
{
    public const int AffiliationMaxLength = 120;
    public const string PrimaryKey = "pk_person_profiles";

    public required Guid AccountId { get; init; }

    /// <summary>The institution; in words the person chose, checked by nobody.</summary>
    [MaxLength(AffiliationMaxLength)]
    public string? Affiliation { get; set; }

    /// <summary>The ORCID iD with hyphens; its digits are consistent, whose it is was not checked.</summary>
    [MaxLength(Accounts.Orcid.Length)]
    public string? Orcid { get; set; }

    /// <summary>Whether there is a page about the person, with their name.</summary>
    public bool IsPublic { get; set; }

    /// <summary>Whether that page shows the institution.</summary>
    public bool IsAffiliationPublic { get; set; }

    /// <summary>Whether that page shows the ORCID iD.</summary>
    public bool IsOrcidPublic { get; set; }
}

internal sealed class PersonProfileMapping : IEntityTypeConfiguration<PersonProfile>
{
    public void Configure(EntityTypeBuilder<PersonProfile> builder)
    {
        builder.HasKey(p => p.AccountId);
        builder.HasOne<Account>().WithOne().HasForeignKey<PersonProfile>(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
