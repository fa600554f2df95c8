using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.Accounts;

/// <summary>A person's key for scripts and workers: kept as a digest, limited to scopes, ending by itself.</summary>
internal sealed class ApiToken
{
    public const int NameMaxLength = 60;
    public const string DigestIndex = "ix_api_tokens_digest";

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    [MaxLength(NameMaxLength)]
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token, hexadecimal.</summary>
    [MaxLength(64)]
    public required string Digest { get; init; }

    /// <summary>What it may do, words separated by spaces.</summary>
    [MaxLength(100)]
    public required string Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

internal sealed class ApiTokenMapping : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.HasIndex(t => t.Digest).IsUnique().HasDatabaseName(ApiToken.DigestIndex);
        builder.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
