using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Registration;

/// <summary>A curator's leave for one client to register itself (RFC 7591 §3, initial access token).</summary>
internal sealed class RegistrationToken
{
    public const string DigestIndex = "ix_registration_tokens_digest";

    public required Guid Id { get; init; }

    [MaxLength(RandomSecret.DigestLength)]
    public required string Digest { get; init; }

    /// <summary>The curator who made it; no more than a note, the account may be gone.</summary>
    public Guid? CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}

internal sealed class RegistrationTokenMapping : IEntityTypeConfiguration<RegistrationToken>
{
    public void Configure(EntityTypeBuilder<RegistrationToken> builder) =>
        builder.HasIndex(t => t.Digest).IsUnique().HasDatabaseName(RegistrationToken.DigestIndex);
}
