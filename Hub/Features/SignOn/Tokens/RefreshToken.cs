using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>What a client exchanges for new tokens, once: each answer holds the next one. A second use ends the whole grant.</summary>
internal sealed class RefreshToken
{
    public const string DigestIndex = "ix_refresh_tokens_digest";

    public required Guid Id { get; init; }

    [MaxLength(RandomSecret.DigestLength)]
    public required string Digest { get; init; }

    public required Guid GrantId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}

internal sealed class RefreshTokenMapping : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.HasIndex(t => t.Digest).IsUnique().HasDatabaseName(RefreshToken.DigestIndex);
        builder.HasOne<Grant>().WithMany().HasForeignKey(t => t.GrantId).OnDelete(DeleteBehavior.Cascade);
    }
}
