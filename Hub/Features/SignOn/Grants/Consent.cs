using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>What a person agreed that a client may see.</summary>
internal sealed class Consent
{
    public const string PrimaryKey = "pk_consents";

    public required Guid AccountId { get; init; }

    [MaxLength(Client.ClientIdMaxLength)]
    public required string ClientId { get; init; }

    /// <summary>Words separated by spaces.</summary>
    [MaxLength(Grant.ScopesMaxLength)]
    public required string Scopes { get; set; }

    /// <summary>The claims that were shown to the person, words separated by spaces: what they entered later was not.</summary>
    [MaxLength(Grant.ScopesMaxLength)]
    public required string Claims { get; set; }

    public required DateTimeOffset GivenAt { get; set; }
}

internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.HasKey(c => new { c.AccountId, c.ClientId });
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Client>().WithMany().HasForeignKey(c => c.ClientId).OnDelete(DeleteBehavior.Cascade);
    }
}
