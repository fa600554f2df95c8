using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Registration;

/// <summary>A client's metadata in the words of RFC 7591 and OpenID Connect: reads and writes them. What it does not know it passes over (§2).</summary>
internal static class RegistrationDocument
{
    public static (ClientRegistration? Registration, SignOnRefusal Refusal) Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            return (null, SignOnRefusal.RegistrationMalformed);
        }

        if (!TryTexts(document, "redirect_uris", out var redirectUris) || !TryTexts(document, "post_logout_redirect_uris", out var postLogoutUris)
            || !TryTexts(document, "grant_types", out var grants) || !TryTexts(document, "response_types", out var responseTypes)
            || Text(document, "subject_type") is not (null or "pairwise"))
        {
            return (null, SignOnRefusal.RegistrationMetadataUnsupported);
        }

        if (MethodOf(document) is not { } method || AlgorithmOf(document) is not { } algorithm || document.TryGetProperty("jwks_uri", out _)
            || responseTypes.Except(["code"]).Any())
        {
            return (null, SignOnRefusal.RegistrationMetadataUnsupported);
        }

        var scopes = Text(document, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [SignOnScopes.OpenId, SignOnScopes.Profile, SignOnScopes.Email];
        if (scopes.Contains(SignOnScopes.Federation) || grants.Contains(GrantTypes.ClientCredentials))
        {
            return (null, SignOnRefusal.RegistrationFederationForbidden);
        }

        return (new ClientRegistration(Text(document, "client_name") ?? "", method)
        {
            RedirectUris = redirectUris,
            PostLogoutRedirectUris = postLogoutUris,
            BackChannelLogoutUri = Text(document, "backchannel_logout_uri"),
            Keys = method == ClientAuthentication.PrivateKeyJwt && document.TryGetProperty("jwks", out var keys) ? JsonWebKeySet.Read(keys) : null,
            IdTokenAlgorithm = algorithm,
            Scopes = scopes,
            Grants = grants.Count > 0 ? grants : [GrantTypes.AuthorizationCode],
        }, default);
    }

    /// <summary>What the hub knows of a client, without its secrets.</summary>
    public static JsonObject Write(Client client)
    {
        var document = new JsonObject
        {
            ["client_id"] = client.ClientId,
            ["client_id_issued_at"] = client.CreatedAt.ToUnixTimeSeconds(),
            ["client_name"] = client.Name,
            ["redirect_uris"] = Texts(client.RedirectUris),
            ["post_logout_redirect_uris"] = Texts(client.PostLogoutRedirectUris),
            ["token_endpoint_auth_method"] = Word(client.AuthMethod),
            ["grant_types"] = Texts(client.AllowedGrants),
            ["response_types"] = Texts(["code"]),
            ["scope"] = SignOnScopes.Write(client.AllowedScopes),
            ["subject_type"] = "pairwise",
            ["id_token_signed_response_alg"] = client.IdTokenAlgorithm.ToString(),
        };
        if (client.BackChannelLogoutUri is { } logout)
        {
            document["backchannel_logout_uri"] = logout;
        }

        if (client.Keys is { } keys)
        {
            document["jwks"] = JsonNode.Parse(keys);
        }

        return document;
    }

    private static string Word(ClientAuthentication method) => method switch
    {
        ClientAuthentication.PrivateKeyJwt => "private_key_jwt",
        ClientAuthentication.SecretBasic => "client_secret_basic",
        _ => "none",
    };

    private static ClientAuthentication? MethodOf(JsonElement document) => Text(document, "token_endpoint_auth_method") switch
    {
        null or "client_secret_basic" => ClientAuthentication.SecretBasic,
        "private_key_jwt" => ClientAuthentication.PrivateKeyJwt,
        "none" => ClientAuthentication.None,
        _ => null,
    };

    private static SigningAlgorithm? AlgorithmOf(JsonElement document) => Text(document, "id_token_signed_response_alg") switch
    {
        null or nameof(SigningAlgorithm.RS256) => SigningAlgorithm.RS256,
        nameof(SigningAlgorithm.ES256) => SigningAlgorithm.ES256,
        _ => null,
    };

    private static bool TryTexts(JsonElement document, string name, out IReadOnlyList<string> texts)
    {
        texts = [];
        if (!document.TryGetProperty(name, out var value))
        {
            return true;
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String))
        {
            return false;
        }

        texts = [.. value.EnumerateArray().Select(e => e.GetString()!)];
        return true;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];

    private static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
