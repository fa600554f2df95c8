using System.ComponentModel.DataAnnotations;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>What one sign-in at a client gave it, and the family of tokens that comes of it. Revoked, none of them is good.</summary>
internal sealed class Grant
{
    public const int ScopesMaxLength = 200, SessionMaxLength = 100, MethodsMaxLength = 100;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    [MaxLength(Client.ClientIdMaxLength)]
    public required string ClientId { get; init; }

    /// <summary>What it may do, words separated by spaces.</summary>
    [MaxLength(ScopesMaxLength)]
    public required string Scopes { get; init; }

    /// <summary>The session at the hub it was given in.</summary>
    [MaxLength(SessionMaxLength)]
    public string? SessionId { get; init; }

    /// <summary>What the client is told of the session: <c>sid</c>.</summary>
    public string? ClientSessionId => SessionId is null ? null : ClientSession.IdOf(SessionId, ClientId);

    /// <summary>When the person last showed who they are.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>How they did, words of RFC 8176 separated by spaces.</summary>
    [MaxLength(MethodsMaxLength)]
    public required string Methods { get; init; }

    /// <summary>SHA-256 of the account's security stamp at that time: a new password or signing out everywhere ends the grant.</summary>
    [MaxLength(RandomSecret.DigestLength)]
    public required string StampDigest { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}

internal sealed class GrantMapping : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.HasOne<Account>().WithMany().HasForeignKey(g => g.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Client>().WithMany().HasForeignKey(g => g.ClientId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(g => g.SessionId);
    }
}
