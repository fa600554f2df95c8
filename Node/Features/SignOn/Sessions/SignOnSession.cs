using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.SignOn.Sessions;

/// <summary>That a browser's session here began with a session at an issuer: when that one ends, so does this.</summary>
internal sealed class SignOnSession
{
    public const int SidMaxLength = 255;

    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>The browser's session here; gone once it ended.</summary>
    [MaxLength(AccountSession.IdMaxLength)]
    public required string SessionId { get; init; }

    [MaxLength(Issuer.AddressMaxLength)]
    public required string IssuerAddress { get; init; }

    [MaxLength(LinkedIdentity.SubjectMaxLength)]
    public required string Subject { get; init; }

    /// <summary>What the issuer calls its session; null if it said nothing.</summary>
    [MaxLength(SidMaxLength)]
    public string? Sid { get; init; }

    /// <summary>The id_token, by which the issuer knows the session when the person signs out there too. It opens nothing.</summary>
    public required string IdToken { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class SignOnSessionMapping : IEntityTypeConfiguration<SignOnSession>
{
    public void Configure(EntityTypeBuilder<SignOnSession> builder)
    {
        builder.ToTable("SignOnSessions");
        builder.Property(s => s.IdToken).HasColumnType("text");
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => new { s.IssuerAddress, s.Subject });
        builder.HasIndex(s => s.SessionId);
        builder.HasIndex(s => s.CreatedAt);
    }
}
