using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>What a client redeems for tokens, once. Kept until it would have expired long ago, so that a second use is noticed.</summary>
internal sealed class AuthorizationCode
{
    public const string DigestIndex = "ix_authorization_codes_digest";

    public required Guid Id { get; init; }

    [MaxLength(RandomSecret.DigestLength)]
    public required string Digest { get; init; }

    public required Guid GrantId { get; init; }

    [MaxLength(Client.AddressMaxLength)]
    public required string RedirectUri { get; init; }

    /// <summary>The challenge that the verifier must answer (RFC 7636, S256).</summary>
    [MaxLength(AuthorizationRequest.ChallengeLength)]
    public required string CodeChallenge { get; init; }

    [MaxLength(AuthorizationRequest.NonceMaxLength)]
    public string? Nonce { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RedeemedAt { get; init; }
}

internal sealed class AuthorizationCodeMapping : IEntityTypeConfiguration<AuthorizationCode>
{
    public void Configure(EntityTypeBuilder<AuthorizationCode> builder)
    {
        builder.HasIndex(c => c.Digest).IsUnique().HasDatabaseName(AuthorizationCode.DigestIndex);
        builder.HasOne<Grant>().WithMany().HasForeignKey(c => c.GrantId).OnDelete(DeleteBehavior.Cascade);
    }
}
