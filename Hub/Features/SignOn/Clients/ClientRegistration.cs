using Agon.Federation.Contracts.Signing;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>What a new client is to be.</summary>
/// <param name="Name">What people read when they are asked for consent.</param>
/// <param name="AuthMethod">How it proves who it is.</param>
internal sealed record ClientRegistration(string Name, ClientAuthentication AuthMethod)
{
    /// <summary>Its id; made up if it is left out.</summary>
    public string? ClientId { get; init; }

    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    public string? BackChannelLogoutUri { get; init; }

    /// <summary>Its public keys, for <see cref="ClientAuthentication.PrivateKeyJwt"/>.</summary>
    public JsonWebKeySet? Keys { get; init; }

    public SigningAlgorithm IdTokenAlgorithm { get; init; } = SigningAlgorithm.ES256;

    public IReadOnlyList<string> Scopes { get; init; } = [SignOnScopes.OpenId, SignOnScopes.Profile, SignOnScopes.Email];

    public IReadOnlyList<string> Grants { get; init; } = [GrantTypes.AuthorizationCode];

    /// <summary>Whether it is served at once, or waits for a curator.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether the client says all this of itself, and nobody looked.</summary>
    public bool IsByItself { get; init; }

    /// <summary>The node it belongs to.</summary>
    public Guid? MemberId { get; init; }
}

/// <summary>How registering a client can end.</summary>
internal abstract record RegisterClientOutcome
{
    private RegisterClientOutcome()
    {
    }

    /// <summary>There is a client.</summary>
    /// <param name="Client">The client.</param>
    /// <param name="Secret">Its secret, if it has one: it is not kept and can't be shown again.</param>
    internal sealed record Registered(Client Client, string? Secret) : RegisterClientOutcome;

    internal sealed record Refused(SignOnRefusal Refusal) : RegisterClientOutcome;
}
