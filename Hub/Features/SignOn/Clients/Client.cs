using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>A site that people sign in to with their account of this hub: a node, or a program an operator trusts.</summary>
internal sealed class Client
{
    public const int ClientIdMaxLength = 64, NameMaxLength = 100, AddressMaxLength = 500, MaxAddresses = 10, KeysMaxLength = 20_000;
    public const string PrimaryKey = "pk_clients", NameIndex = "ix_clients_name_digest", SectorIndex = "ix_clients_sector";

    /// <summary>Finds one by what it calls itself, to read it.</summary>
    public static readonly Func<HubDb, string, CancellationToken, Task<Client?>> FindAsync =
        ReadyQuery.Of((HubDb db, string id, CancellationToken _) => db.Clients.AsNoTracking().SingleOrDefault(c => c.ClientId == id));

    /// <summary>What it calls itself in requests (<c>client_id</c>).</summary>
    [MaxLength(ClientIdMaxLength)]
    public required string ClientId { get; init; }

    /// <summary>What people read when they are asked for consent.</summary>
    [MaxLength(NameMaxLength)]
    public required string Name { get; set; }

    /// <summary><see cref="ClientName.Digest"/> of the name: no two have the same. Null for a node that is no member yet, or no more.</summary>
    [MaxLength(RandomSecret.DigestLength)]
    public string? NameDigest { get; set; }

    /// <summary>Where people may be sent back to; compared by characters.</summary>
    public List<string> RedirectUris { get; set; } = [];

    /// <summary>Where people may be sent after they signed out.</summary>
    public List<string> PostLogoutRedirectUris { get; set; } = [];

    /// <summary>Where the site hears that a session ended.</summary>
    [MaxLength(AddressMaxLength)]
    public string? BackChannelLogoutUri { get; set; }

    /// <summary>How it proves who it is.</summary>
    public required ClientAuthentication AuthMethod { get; set; }

    /// <summary>SHA-256 of its secret, hexadecimal.</summary>
    [MaxLength(64)]
    public string? SecretDigest { get; set; }

    /// <summary>SHA-256 of what it manages its registration with, hexadecimal; null if a person registered it.</summary>
    [MaxLength(64)]
    public string? RegistrationDigest { get; set; }

    /// <summary>Its public keys, as the JSON of a key set (RFC 7517 §5).</summary>
    [MaxLength(KeysMaxLength)]
    public string? Keys { get; set; }

    /// <summary>What its id_tokens are signed with.</summary>
    public SigningAlgorithm IdTokenAlgorithm { get; set; } = SigningAlgorithm.ES256;

    /// <summary>The most it may ask for: see <see cref="SignOnScopes"/>.</summary>
    public required List<string> AllowedScopes { get; set; }

    /// <summary>The ways to tokens that are open to it: see <see cref="GrantTypes"/>.</summary>
    public required List<string> AllowedGrants { get; set; }

    /// <summary>
    /// By what it is told whom it knows: a person has one subject in each sector, and no two clients share one. Who registers does not
    /// prove that its addresses are its own, so one that registered itself is never a sector by its host.
    /// </summary>
    [MaxLength(AddressMaxLength)]
    public required string Sector { get; init; }

    /// <summary>Whether it is served; one that is not is refused everywhere at once.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The node it belongs to, if it is one's.</summary>
    public Guid? MemberId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The keys it signs its assertions with.</summary>
    public IReadOnlyList<JsonWebKey> PublicKeys()
    {
        if (Keys is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(Keys);
        return JsonWebKeySet.Read(document.RootElement).Keys;
    }
}

/// <summary>How a client proves who it is.</summary>
internal enum ClientAuthentication
{
    /// <summary>By an assertion signed with its own key (RFC 7523): <c>private_key_jwt</c>.</summary>
    PrivateKeyJwt,

    /// <summary>By a secret in the request's head: <c>client_secret_basic</c>.</summary>
    SecretBasic,

    /// <summary>Not at all: a program on somebody's own computer. It gets tokens for people only, never for itself.</summary>
    None,
}

internal sealed class ClientMapping : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.HasKey(c => c.ClientId);
        builder.HasIndex(c => c.NameDigest).IsUnique().HasDatabaseName(Client.NameIndex);
        builder.HasIndex(c => c.Sector).IsUnique().HasDatabaseName(Client.SectorIndex);

        // Of two programs that change a registration with one key, the second finds another.
        builder.Property(c => c.RegistrationDigest).IsConcurrencyToken();
    }
}
