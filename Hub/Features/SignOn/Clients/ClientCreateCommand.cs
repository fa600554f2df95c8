using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Agon.Federation.Contracts.Signing;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>The verb <c>client create</c>: a site that people may sign in to, without a page.</summary>
internal static class ClientCreateCommand
{
    // Secrets and ids are plain characters; a script reads the line.
    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create(string[] settings)
    {
        var name = new Option<string>("--name") { Description = "What people read when they are asked for consent.", Required = true };
        var redirectUris = new Option<string[]>("--redirect-uri") { Description = "Where people come back to after they signed in; give it once or more.", Required = true };
        var postLogoutUris = new Option<string[]>("--post-logout-uri") { Description = "Where people may come back to after they signed out." };
        var logoutUri = new Option<string?>("--logout-uri") { Description = "Where the site hears that a session ended (back-channel logout)." };
        var keys = new Option<string?>("--jwks") { Description = "A file with the site's public keys (a JSON key set); it then has no secret and signs with them." };
        var scopes = new Option<string[]>("--scope") { Description = $"What it may ask for: {SignOnScopes.Write(SignOnScopes.All)}. Without any: openid, profile, email." };
        var device = new Option<bool>("--device") { Description = "Let it sign people in who type a code on another device." };
        // What clients expect that say nothing (OpenID Connect Registration §2).
        var algorithm = new Option<SigningAlgorithm>("--id-token-alg") { Description = "What its id_tokens are signed with.", DefaultValueFactory = _ => SigningAlgorithm.RS256 };
        var command = new Command("create", "Register a site that people may sign in to; prints its id and its secret as one line of JSON.")
        {
            name, redirectUris, postLogoutUris, logoutUri, keys, scopes, device, algorithm,
        };
        command.SetAction((parsed, ct) => HubCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            var keyFile = parsed.GetValue(keys);
            if (keyFile is not null && !File.Exists(keyFile))
            {
                return ClientMessages.NoSuchFile(keyFile);
            }

            var asked = parsed.GetValue(scopes) is { Length: > 0 } some ? some : [SignOnScopes.OpenId, SignOnScopes.Profile, SignOnScopes.Email];
            var registration = new ClientRegistration(parsed.GetRequiredValue(name), keyFile is null ? ClientAuthentication.SecretBasic : ClientAuthentication.PrivateKeyJwt)
            {
                RedirectUris = parsed.GetRequiredValue(redirectUris),
                PostLogoutRedirectUris = parsed.GetValue(postLogoutUris) ?? [],
                BackChannelLogoutUri = parsed.GetValue(logoutUri),
                Keys = keyFile is null ? null : ClientKeys.Read(await File.ReadAllTextAsync(keyFile, ct)),
                IdTokenAlgorithm = parsed.GetValue(algorithm),
                Scopes = asked,
                Grants = GrantsOf(asked, parsed.GetValue(device)),
            };
            switch (await services.GetRequiredService<RegisterClient>().ExecuteAsync(registration, ct))
            {
                case RegisterClientOutcome.Registered(var client, var secret):
                    await output.WriteLineAsync(JsonSerializer.Serialize(new Answer(client.ClientId, secret), Line));
                    return null;
                case RegisterClientOutcome.Refused(var refusal):
                    return SignOnMessages.Describe(refusal);
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }, ct));
        return command;
    }

    /// <summary>The ways to tokens of a client that may ask for these scopes.</summary>
    public static IReadOnlyList<string> GrantsOf(IReadOnlyList<string> scopes, bool device)
    {
        List<string> grants = [GrantTypes.AuthorizationCode, GrantTypes.RefreshToken];
        if (scopes.Contains(SignOnScopes.Federation))
        {
            grants.Add(GrantTypes.ClientCredentials);
        }

        if (device)
        {
            grants.Add(GrantTypes.DeviceCode);
        }

        return grants;
    }

    private sealed record Answer(string ClientId, string? Secret);
}
