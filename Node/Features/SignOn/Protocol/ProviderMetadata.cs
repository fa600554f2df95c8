using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.SignOn.Issuers;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>What an issuer says about itself (OpenID Connect Discovery §3), as far as this node needs it.</summary>
internal sealed record ProviderMetadata
{
    public required string Issuer { get; init; }
    public required string AuthorizationEndpoint { get; init; }
    public required string TokenEndpoint { get; init; }
    public required string JwksUri { get; init; }
    public string? UserInfoEndpoint { get; init; }
    public string? PushedRequestEndpoint { get; init; }

    /// <summary>Whether it takes pushed requests only (RFC 9126 §5).</summary>
    public bool RequiresPushed { get; init; }
    public string? EndSessionEndpoint { get; init; }
    public required IReadOnlyList<string> Authentications { get; init; }

    /// <summary>Whether its answers name it (RFC 9207): then one that does not is somebody else's.</summary>
    public bool NamesItself { get; init; }

    /// <summary>Whether it will tell when a session ends there.</summary>
    public bool TellsLogouts { get; init; }

    /// <summary>Where requests are pushed to; null if browsers carry them: why, is decision 0009.</summary>
    public string? PushTo => RequiresPushed ? PushedRequestEndpoint : null;

    public bool Takes(ClientAuthentication authentication) =>
        Authentications.Contains(authentication == ClientAuthentication.PrivateKeyJwt ? "private_key_jwt" : "client_secret_basic");

    /// <summary>Reads the document that was found at the issuer <paramref name="address"/>; refuses what this node can't work with safely.</summary>
    public static SignOnResult<ProviderMetadata> Read(JsonElement document, string address, IssuerAddress addresses)
    {
        if (document.Text("issuer") != address)
        {
            return SignOnFailure.IssuerDiffers;
        }

        if (document.Text("authorization_endpoint") is not { } authorize || document.Text("token_endpoint") is not { } token || document.Text("jwks_uri") is not { } keys)
        {
            return SignOnFailure.EndpointMissing;
        }

        var metadata = new ProviderMetadata
        {
            Issuer = address,
            AuthorizationEndpoint = authorize,
            TokenEndpoint = token,
            JwksUri = keys,
            UserInfoEndpoint = document.Text("userinfo_endpoint"),
            PushedRequestEndpoint = document.Text("pushed_authorization_request_endpoint"),
            RequiresPushed = document.IsTrue("require_pushed_authorization_requests"),
            EndSessionEndpoint = document.Text("end_session_endpoint"),
            // What it means not to say: OpenID Connect Discovery §3.
            Authentications = document.Texts("token_endpoint_auth_methods_supported") ?? ["client_secret_basic"],
            NamesItself = document.IsTrue("authorization_response_iss_parameter_supported"),
            TellsLogouts = document.IsTrue("backchannel_logout_supported"),
        };
        return metadata.Refuse(document, addresses) is { } refusal ? refusal : metadata;
    }

    private SignOnFailure? Refuse(JsonElement document, IssuerAddress addresses)
    {
        if (RequiresPushed && PushedRequestEndpoint is null)
        {
            return SignOnFailure.EndpointMissing;
        }

        string?[] endpoints = [AuthorizationEndpoint, TokenEndpoint, JwksUri, UserInfoEndpoint, PushedRequestEndpoint, EndSessionEndpoint];
        if (!endpoints.OfType<string>().All(endpoint => addresses.IsSecureEndpoint(endpoint, Issuer)))
        {
            return SignOnFailure.EndpointNotSecure;
        }

        if (document.Texts("response_types_supported") is { } types && !types.Contains("code"))
        {
            return SignOnFailure.CodeFlowMissing;
        }

        // One that does not say may still know it; one that says and leaves it out does not.
        if (document.Texts("code_challenge_methods_supported") is { } methods && !methods.Contains("S256"))
        {
            return SignOnFailure.ProofKeyMissing;
        }

        return document.Texts("id_token_signing_alg_values_supported") is { } algorithms && !algorithms.Any(a => Enum.GetNames<SigningAlgorithm>().Contains(a))
            ? SignOnFailure.AlgorithmsUnknown
            : null;
    }
}
