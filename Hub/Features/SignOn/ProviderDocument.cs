using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn;

/// <summary>What the provider says of itself (OpenID Connect Discovery 1.0, RFC 8414).</summary>
internal sealed class ProviderDocument(PublicAddress address)
{
    public JsonObject Write() => new()
    {
        ["issuer"] = address.Root,
        ["authorization_endpoint"] = address.Of(HubLinks.SignOn.Authorize),
        ["token_endpoint"] = address.Of(HubLinks.SignOn.Token),
        ["userinfo_endpoint"] = address.Of(HubLinks.SignOn.UserInfo),
        ["jwks_uri"] = address.Of(HubLinks.SignOn.Keys),
        ["pushed_authorization_request_endpoint"] = address.Of(HubLinks.SignOn.PushedRequests),
        ["introspection_endpoint"] = address.Of(HubLinks.SignOn.Introspect),
        ["revocation_endpoint"] = address.Of(HubLinks.SignOn.Revoke),
        ["device_authorization_endpoint"] = address.Of(HubLinks.SignOn.Device),
        ["registration_endpoint"] = address.Of(HubLinks.SignOn.Register),
        ["end_session_endpoint"] = address.Of(HubLinks.SignOn.EndSession),
        ["scopes_supported"] = Texts(SignOnScopes.All),
        ["response_types_supported"] = Texts(["code"]),
        ["response_modes_supported"] = Texts(["query"]),
        ["grant_types_supported"] = Texts(GrantTypes.All),
        ["code_challenge_methods_supported"] = Texts(["S256"]),
        ["subject_types_supported"] = Texts(["pairwise"]),
        ["id_token_signing_alg_values_supported"] = Texts(Algorithms),
        ["token_endpoint_auth_methods_supported"] = Texts(["private_key_jwt", "client_secret_basic", "none"]),
        ["token_endpoint_auth_signing_alg_values_supported"] = Texts(Algorithms),
        ["introspection_endpoint_auth_methods_supported"] = Texts(["private_key_jwt", "client_secret_basic"]),
        ["introspection_endpoint_auth_signing_alg_values_supported"] = Texts(Algorithms),
        ["revocation_endpoint_auth_methods_supported"] = Texts(["private_key_jwt", "client_secret_basic", "none"]),
        ["revocation_endpoint_auth_signing_alg_values_supported"] = Texts(Algorithms),
        ["claims_supported"] = Texts(["sub", "iss", "aud", "exp", "iat", "auth_time", "amr", "nonce", "sid", "name", "email", "email_verified", "affiliation", "orcid"]),
        ["prompt_values_supported"] = Texts(["none", "login", "consent", "select_account"]),
        ["backchannel_logout_supported"] = true,
        ["backchannel_logout_session_supported"] = true,
        ["authorization_response_iss_parameter_supported"] = true,
        ["claims_parameter_supported"] = false,
        ["request_parameter_supported"] = false,
        ["request_uri_parameter_supported"] = false,
        ["require_request_uri_registration"] = false,
    };

    private static IEnumerable<string> Algorithms => Enum.GetNames<SigningAlgorithm>();

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];
}
