using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.SignOn.Sessions;

/// <summary>
/// That an issuer said a session ended: so that it is heard once, and so that a sign-in which is on its way meanwhile does not outlive it.
/// </summary>
internal sealed class ReceivedLogout
{
    public const int TokenIdMaxLength = 255;
    public const string TokenIndex = "ix_received_logouts_issuer_address_token_id";

    /// <summary>An issuer that ends more sessions than this in <see cref="Kept"/> must not fill the database.</summary>
    public const int MostPerIssuer = 10_000;

    /// <summary>Longer than any sign-in takes, and than any logout token is good for.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public required Guid Id { get; init; }

    [MaxLength(Issuer.AddressMaxLength)]
    public required string IssuerAddress { get; init; }

    /// <summary>The token's <c>jti</c>, or an id of ours if there was no token.</summary>
    [MaxLength(TokenIdMaxLength)]
    public required string TokenId { get; init; }

    [MaxLength(SignOnSession.SidMaxLength)]
    public string? Sid { get; init; }

    [MaxLength(LinkedIdentity.SubjectMaxLength)]
    public string? Subject { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class ReceivedLogoutMapping : IEntityTypeConfiguration<ReceivedLogout>
{
    public void Configure(EntityTypeBuilder<ReceivedLogout> builder)
    {
        builder.ToTable("ReceivedLogouts");
        builder.HasIndex(l => new { l.IssuerAddress, l.TokenId }).IsUnique().HasDatabaseName(ReceivedLogout.TokenIndex);
        builder.HasIndex(l => l.ReceivedAt);
    }
}
