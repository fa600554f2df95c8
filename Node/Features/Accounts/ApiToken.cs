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

    /// <summary>SHA-256 of the account's security stamp when the token was made: a new password or signing out everywhere ends the token.</summary>
    [MaxLength(64)]
    public required string StampDigest { get; init; }

    /// <summary>What it may do, words separated by spaces.</summary>
    [MaxLength(100)]
    public required string Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>What it is good for, given the account's present security stamp.</summary>
    public TokenState StateAt(DateTimeOffset now, string? stamp) => this switch
    {
        { RevokedAt: not null } => TokenState.Revoked,
        _ when StampDigest != ApiTokenSecret.Digest(stamp ?? "") => TokenState.Ended,
        _ => now < ExpiresAt ? TokenState.Good : TokenState.Expired,
    };
}

internal enum TokenState
{
    Good,
    Expired,
    Revoked,

    /// <summary>The account got a new password or was signed out everywhere since.</summary>
    Ended,
}

internal sealed class ApiTokenMapping : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.HasIndex(t => t.Digest).IsUnique().HasDatabaseName(ApiToken.DigestIndex);
        builder.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
