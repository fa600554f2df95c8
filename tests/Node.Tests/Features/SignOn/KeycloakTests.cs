using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>An issuer that describes itself, publishes its keys and writes its id_tokens as Keycloak does.</summary>
public sealed class KeycloakTests(NodeHost node) : IClassFixture<NodeHost>
{
    private const string Protocol = "/protocol/openid-connect";

    // In the shape of a realm's own, with much that a node does not look at.
    private const string Description = """
        {
          "issuer": "REALM",
          "authorization_endpoint": "REALM/protocol/openid-connect/auth",
          "token_endpoint": "REALM/protocol/openid-connect/token",
          "introspection_endpoint": "REALM/protocol/openid-connect/token/introspect",
          "userinfo_endpoint": "REALM/protocol/openid-connect/userinfo",
          "end_session_endpoint": "REALM/protocol/openid-connect/logout",
          "frontchannel_logout_session_supported": true,
          "frontchannel_logout_supported": true,
          "jwks_uri": "REALM/protocol/openid-connect/certs",
          "check_session_iframe": "REALM/protocol/openid-connect/login-status-iframe.html",
          "grant_types_supported": ["authorization_code", "client_credentials", "implicit", "password", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code", "urn:openid:params:grant-type:ciba"],
          "acr_values_supported": ["0", "1"],
          "response_types_supported": ["code", "none", "id_token", "token", "id_token token", "code id_token", "code token", "code id_token token"],
          "subject_types_supported": ["public", "pairwise"],
          "prompt_values_supported": ["none", "login", "consent"],
          "id_token_signing_alg_values_supported": ["PS384", "RS384", "EdDSA", "ES384", "HS256", "HS512", "ES256", "RS256", "HS384", "ES512", "PS256", "PS512", "RS512"],
          "id_token_encryption_alg_values_supported": ["ECDH-ES+A256KW", "RSA-OAEP", "RSA-OAEP-256", "RSA1_5"],
          "userinfo_signing_alg_values_supported": ["PS384", "RS384", "ES256", "RS256", "none"],
          "request_object_signing_alg_values_supported": ["ES256", "RS256", "none"],
          "response_modes_supported": ["query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt"],
          "registration_endpoint": "REALM/clients-registrations/openid-connect",
          "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_basic", "client_secret_post", "tls_client_auth", "client_secret_jwt"],
          "token_endpoint_auth_signing_alg_values_supported": ["PS384", "RS384", "EdDSA", "ES384", "HS256", "ES256", "RS256"],
          "claims_supported": ["iss", "sub", "aud", "exp", "iat", "auth_time", "name", "given_name", "family_name", "preferred_username", "email", "acr", "azp", "nonce"],
          "claim_types_supported": ["normal"],
          "claims_parameter_supported": true,
          "scopes_supported": ["openid", "roles", "web-origins", "microprofile-jwt", "profile", "email", "offline_access", "acr", "basic"],
          "request_parameter_supported": true,
          "request_uri_parameter_supported": true,
          "require_request_uri_registration": true,
          "code_challenge_methods_supported": ["plain", "S256"],
          "tls_client_certificate_bound_access_tokens": true,
          "dpop_signing_alg_values_supported": ["PS384", "ES256", "RS256"],
          "revocation_endpoint": "REALM/protocol/openid-connect/revoke",
          "backchannel_logout_supported": true,
          "backchannel_logout_session_supported": true,
          "device_authorization_endpoint": "REALM/protocol/openid-connect/auth/device",
          "backchannel_token_delivery_modes_supported": ["poll", "ping"],
          "backchannel_authentication_endpoint": "REALM/protocol/openid-connect/ext/ciba/auth",
          "require_pushed_authorization_requests": false,
          "pushed_authorization_request_endpoint": "REALM/protocol/openid-connect/ext/par/request",
          "mtls_endpoint_aliases": {"token_endpoint": "REALM/protocol/openid-connect/token", "revocation_endpoint": "REALM/protocol/openid-connect/revoke"},
          "authorization_response_iss_parameter_supported": true
        }
        """;

    private readonly SigningKey _forEncryption = SigningKey.Create(SigningAlgorithm.RS256);

    [Theory]
    [InlineData(SigningAlgorithm.RS256)]
    [InlineData(SigningAlgorithm.ES256)]
    public async Task a_person_is_signed_in_by_the_word_of_a_realm(SigningAlgorithm algorithm)
    {
        var world = await SignOnWorld.CreateAsync(node);
        var realm = world.Issuer;
        realm.Keys.Clear();
        realm.Keys.Add(SigningKey.Create(algorithm));
        realm.Instead = (request, _) => Task.FromResult(Answer(realm, request));
        realm.Claims = claims =>
        {
            (claims["jti"], claims["typ"], claims["azp"], claims["acr"]) = ("b1c7", "ID", FakeIssuer.ClientId, "1");
            (claims["email_verified"], claims["preferred_username"], claims["given_name"]) = (true, "ada", "Ada");
        };
        node.Clock.Advance(TimeSpan.FromHours(2));
        await world.LinkedAsync("Ada");
        var (browser, way) = world.Browser();

        var page = await browser.VisitAsync(world.Start);

        page.Path.ShouldBe("/competitions");
        (await browser.WhoAsync()).ShouldBe("Ada");
        way.Visited.ShouldContain(address => address.AbsolutePath.EndsWith($"{Protocol}/auth", StringComparison.Ordinal));
    }

    // The rest is answered as by any other, at a realm's addresses.
    private HttpResponseMessage? Answer(FakeIssuer realm, HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath["/realms/campus".Length..];
        request.RequestUri = new Uri($"{realm.Address}{path.Replace(Protocol, "", StringComparison.Ordinal).Replace("/ext/par/request", "/par", StringComparison.Ordinal)}");
        return path switch
        {
            "/.well-known/openid-configuration" => Json(JsonNode.Parse(Description.Replace("REALM", realm.Address, StringComparison.Ordinal))!),
            Protocol + "/certs" => Json(new JsonObject { ["keys"] = new JsonArray([Published(_forEncryption, "enc", "RSA-OAEP"), .. realm.Keys.Select(key => Published(key, "sig", $"{key.Public.Alg}"))]) }),
            _ => null,
        };
    }

    private static JsonNode Published(SigningKey key, string use, string algorithm)
    {
        var published = JsonSerializer.SerializeToNode(key.Public)!;
        (published["use"], published["alg"], published["x5t"]) = (use, algorithm, "T7VhjyzPWxvXbHPSQ6zW5y6jY6o");
        published["x5c"] = new JsonArray("MIICmzCCAYMCBgGTn0Z5VzANBgkqhkiG9w0BAQsFADARMQ8wDQYDVQQDDAZjYW1wdXM=");
        published["x5t#S256"] = "k3a1o4jPjXo3N1nPq2vY8o8n2bE0m5O3o6h0cQx2T9E";
        return published;
    }

    private static HttpResponseMessage Json(JsonNode body) => new() { Content = JsonContent.Create(body) };
}
