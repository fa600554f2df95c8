using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.Accounts.Deletion;

/// <summary>
/// The note that a person whom a sector knew is gone, written in the transaction that deleted the account, for whoever tells the nodes. It
/// holds nothing of the person but the name by which that sector knew them.
/// </summary>
internal sealed class DeletedSubject
{
    /// <summary>Grows with each note.</summary>
    public long Sequence { get; private set; }

    /// <summary>Who knew them: <see cref="SignOn.Grants.PairwiseSubject.Sector"/>.</summary>
    [MaxLength(Client.AddressMaxLength)]
    public required string Sector { get; init; }

    /// <summary>By what name: the claim <c>sub</c> that sector was told.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset DeletedAt { get; init; }
}

internal sealed class DeletedSubjectMapping : IEntityTypeConfiguration<DeletedSubject>
{
    public void Configure(EntityTypeBuilder<DeletedSubject> builder)
    {
        builder.ToTable("DeletedSubjects");
        builder.HasKey(d => d.Sequence);
        builder.HasIndex(d => d.Sector);
    }
}
