using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>An assertion a client has shown (RFC 7523 §3, <c>jti</c>), remembered until it would be refused for its age.</summary>
internal sealed class UsedAssertion
{
    public const string PrimaryKey = "pk_used_assertions";

    [MaxLength(Client.ClientIdMaxLength)]
    public required string ClientId { get; init; }

    /// <summary>SHA-256 of its id, hexadecimal.</summary>
    [MaxLength(RandomSecret.DigestLength)]
    public required string Digest { get; init; }

    public required DateTimeOffset ForgetAt { get; init; }
}

internal sealed class UsedAssertionMapping : IEntityTypeConfiguration<UsedAssertion>
{
    public void Configure(EntityTypeBuilder<UsedAssertion> builder)
    {
        builder.HasKey(u => new { u.ClientId, u.Digest });
        builder.HasOne<Client>().WithMany().HasForeignKey(u => u.ClientId).OnDelete(DeleteBehavior.Cascade);
    }
}
