using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>By what name one sector knows a person (OpenID Connect Core §8.1): random, so that two nodes can't compare notes.</summary>
internal sealed class PairwiseSubject
{
    public const string PrimaryKey = "pk_pairwise_subjects", SubjectIndex = "ix_pairwise_subjects_subject";

    public required Guid AccountId { get; init; }

    [MaxLength(Client.AddressMaxLength)]
    public required string Sector { get; init; }

    public required string Subject { get; init; }
}

internal sealed class PairwiseSubjectMapping : IEntityTypeConfiguration<PairwiseSubject>
{
    public void Configure(EntityTypeBuilder<PairwiseSubject> builder)
    {
        builder.HasKey(s => new { s.AccountId, s.Sector });
        builder.HasIndex(s => s.Subject).IsUnique().HasDatabaseName(PairwiseSubject.SubjectIndex);
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
