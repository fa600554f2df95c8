using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>A request for authorization that a client handed in beforehand (RFC 9126), used once.</summary>
internal sealed class PushedRequest
{
    public const string DigestIndex = "ix_pushed_requests_digest";
    public const string Prefix = "urn:ietf:params:oauth:request_uri:";

    public required Guid Id { get; init; }

    [MaxLength(RandomSecret.DigestLength)]
    public required string Digest { get; init; }

    [MaxLength(Client.ClientIdMaxLength)]
    public required string ClientId { get; init; }

    /// <summary>The request that was checked, as JSON.</summary>
    [MaxLength(8000)]
    public required string Request { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}

internal sealed class PushedRequestMapping : IEntityTypeConfiguration<PushedRequest>
{
    public void Configure(EntityTypeBuilder<PushedRequest> builder)
    {
        builder.HasIndex(p => p.Digest).IsUnique().HasDatabaseName(PushedRequest.DigestIndex);
        builder.HasOne<Client>().WithMany().HasForeignKey(p => p.ClientId).OnDelete(DeleteBehavior.Cascade);
    }
}
