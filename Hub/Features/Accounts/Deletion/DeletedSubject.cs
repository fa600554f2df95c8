using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>
/// The news for one node that a person it knew is gone, written in the transaction that deleted the account and removed when the node said
/// that it knows. It holds nothing of the person but the name by which that node knew them.
/// </summary>
internal sealed class DeletedSubject
{
    /// <summary>How long it waits for a node that does not call.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(366);

    public required Guid Id { get; init; }

    /// <summary>Who knew them: <see cref="SignOn.Grants.PairwiseSubject.Sector"/>.</summary>
    [MaxLength(Client.AddressMaxLength)]
    public required string Sector { get; init; }

    /// <summary>By what name: the claim <c>sub</c> that node was told.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset DeletedAt { get; init; }
}

internal sealed class DeletedSubjectMapping : IEntityTypeConfiguration<DeletedSubject>
{
    public void Configure(EntityTypeBuilder<DeletedSubject> builder)
    {
        builder.ToTable("DeletedSubjects");
        builder.HasIndex(d => d.Sector);
        builder.HasIndex(d => d.DeletedAt);
    }
}
