using System.ComponentModel.DataAnnotations;
using Agon.Node.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Node.Features.SignOn.Issuers;

/// <summary>An OpenID Provider whose word this node takes for who somebody is: its hub, or one that the operator added.</summary>
internal sealed class Issuer
{
    public const int SlugMaxLength = 30;
    public const int NameMaxLength = 60;
    public const int AddressMaxLength = 300;
    public const int ClientIdMaxLength = 200;
    public const int SecretMaxLength = 500;
    public const string HubSlug = "hub";
    public const string SlugIndex = "ix_issuers_slug";
    public const string AddressIndex = "ix_issuers_address";

    /// <summary>Finds one that may be used by its name in this node's addresses, to read it.</summary>
    public static readonly Func<NodeDb, string, CancellationToken, Task<Issuer?>> FindAsync =
        ReadyQuery.Of((NodeDb db, string slug, CancellationToken _) => db.Issuers.AsNoTracking().SingleOrDefault(i => i.Slug == slug && i.IsEnabled));

    public required Guid Id { get; init; }

    /// <summary>Its name in this node's addresses; what the issuer was told about them depends on it, so it stays.</summary>
    [MaxLength(SlugMaxLength)]
    public required string Slug { get; init; }

    /// <summary>Its name on the sign-in page.</summary>
    [MaxLength(NameMaxLength)]
    public required string Name { get; set; }

    /// <summary>Its identifier, which is an address: compared by characters (OpenID Connect Discovery §4.3).</summary>
    [MaxLength(AddressMaxLength)]
    public required string Address { get; set; }

    /// <summary>What it calls this node.</summary>
    [MaxLength(ClientIdMaxLength)]
    public required string ClientId { get; set; }

    /// <summary>How this node shows that it is this node.</summary>
    public required ClientAuthentication Authentication { get; set; }

    /// <summary>The secret, encrypted by this node's keys; null where there is none.</summary>
    [MaxLength(2000)]
    public string? ProtectedSecret { get; set; }

    public required IssuerSource Source { get; init; }

    public bool IsEnabled { get; set; } = true;

    /// <summary>Whether people unknown here may make an account with it, even where registration is closed.</summary>
    public bool GivesAccounts { get; set; } = true;

    /// <summary>Whether an address counts as a person's because this issuer says that it made sure of it; otherwise the node makes sure by a mail.</summary>
    public bool VouchesForAddresses { get; set; }

    /// <summary>Whether an operator switched the hub's entry off, whatever comes of the membership.</summary>
    public bool IsHeldOff { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>How a client shows who it is (OpenID Connect Core §9).</summary>
internal enum ClientAuthentication
{
    /// <summary>Signs an assertion by the node's key: nothing secret is shared.</summary>
    PrivateKeyJwt,

    /// <summary>Sends a secret the issuer gave it.</summary>
    ClientSecretBasic,
}

internal enum IssuerSource
{
    /// <summary>An operator added it.</summary>
    Operator,

    /// <summary>The hub this node belongs to.</summary>
    Membership,
}

internal sealed class IssuerMapping : IEntityTypeConfiguration<Issuer>
{
    public void Configure(EntityTypeBuilder<Issuer> builder)
    {
        builder.ToTable("Issuers");
        builder.HasIndex(i => i.Slug).IsUnique().HasDatabaseName(Issuer.SlugIndex);
        builder.HasIndex(i => i.Address).IsUnique().HasDatabaseName(Issuer.AddressIndex);
    }
}
