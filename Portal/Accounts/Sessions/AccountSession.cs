using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Portal.Accounts.Sessions;

/// <summary>One browser in which a person is signed in. It lives as long as its row: ending a session removes it.</summary>
public sealed class AccountSession
{
    /// <summary>The longest id, in characters.</summary>
    public const int IdMaxLength = 40;

    private const int IdBytes = 16, StampMaxLength = 100;

    /// <summary>Random; the claim <c>sid</c> of the browser's cookie, and of what a provider says about the session. No secret.</summary>
    [MaxLength(IdMaxLength)]
    public required string Id { get; init; }

    /// <summary>Who is signed in.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>
    /// The account's security stamp as it was before the person showed who they are. A session with another stamp than its account's is none:
    /// a sign-in that was under way while the password changed gives nothing.
    /// </summary>
    [MaxLength(StampMaxLength)]
    public required string Stamp { get; init; }

    /// <summary>When the session began, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, UTC, to within <see cref="SessionRules.SeenEvery"/>.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>The browser and its system, in words.</summary>
    [MaxLength(80)]
    public required string Device { get; init; }

    /// <summary>Where the sign-in came from: an IPv4 address or an IPv6 network.</summary>
    [MaxLength(50)]
    public required string Network { get; init; }

    /// <summary>An id nobody can guess or meet twice.</summary>
    internal static string NewId() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
}

/// <summary>Maps <see cref="AccountSession"/>; a host applies it in its own context.</summary>
public sealed class AccountSessionMapping : IEntityTypeConfiguration<AccountSession>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<AccountSession> builder)
    {
        builder.ToTable("AccountSessions");
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => s.AccountId);
        builder.HasIndex(s => s.LastSeenAt);
    }
}
