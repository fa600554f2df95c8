using System.Text.Json;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.SignOn.Clients;

public sealed class ClientCommandTests(HubHost hub) : IClassFixture<HubHost>
{
    private static int _count;

    private static string[] Needed => ["--name", $"Field office {Interlocked.Increment(ref _count)}", "--redirect-uri", "https://field.example/callback"];

    [Fact]
    public async Task a_client_gets_an_id_and_a_secret_on_one_line_and_what_openid_expects()
    {
        var answer = await CreateAsync(Needed);

        var client = await StoredAsync(answer);
        RandomSecret.Matches(answer.GetProperty("secret").GetString()!, client.SecretDigest).ShouldBeTrue();
        client.AuthMethod.ShouldBe(ClientAuthentication.SecretBasic);
        client.IdTokenAlgorithm.ShouldBe(SigningAlgorithm.RS256);
        client.AllowedScopes.ShouldBe(["openid", "profile", "email"]);
        client.AllowedGrants.ShouldBe(["authorization_code", "refresh_token"]);
        client.IsEnabled.ShouldBeTrue();
    }

    [Fact]
    public async Task what_is_asked_for_is_given()
    {
        var answer = await CreateAsync(
        [
            .. Needed, "--redirect-uri", "http://127.0.0.1:5001/", "--post-logout-uri", "https://field.example/", "--logout-uri", "https://field.example/out",
            "--scope", "openid", "--scope", "federation", "--device", "--id-token-alg", "ES256",
        ]);

        var client = await StoredAsync(answer);
        client.RedirectUris.ShouldBe(["https://field.example/callback", "http://127.0.0.1:5001/"]);
        client.PostLogoutRedirectUris.ShouldBe(["https://field.example/"]);
        client.BackChannelLogoutUri.ShouldBe("https://field.example/out");
        client.AllowedGrants.ShouldBe(GrantTypes.All);
        client.IdTokenAlgorithm.ShouldBe(SigningAlgorithm.ES256);
    }

    [Fact]
    public async Task a_client_with_keys_has_no_secret()
    {
        using var key = SigningKey.Create(SigningAlgorithm.ES256);
        var file = Path.Combine(hub.DataDirectory, "jwks.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new JsonWebKeySet([key.Public])), TestContext.Current.CancellationToken);

        var answer = await CreateAsync([.. Needed, "--jwks", file]);

        answer.TryGetProperty("secret", out _).ShouldBeFalse();
        var client = await StoredAsync(answer);
        client.AuthMethod.ShouldBe(ClientAuthentication.PrivateKeyJwt);
        client.PublicKeys().ShouldHaveSingleItem().Thumbprint().ShouldBe(key.KeyId);
    }

    [Fact]
    public async Task what_can_not_be_is_refused_with_a_sentence()
    {
        var noKeys = Path.Combine(hub.DataDirectory, "none.json");
        await File.WriteAllTextAsync(noKeys, "no JSON", TestContext.Current.CancellationToken);

        (await RefusedAsync([.. Needed, "--scope", "everything"])).ShouldBe(SignOnMessages.Describe(SignOnRefusal.RegistrationScopeUnknown));
        (await RefusedAsync([.. Needed, "--jwks", noKeys])).ShouldBe(SignOnMessages.Describe(SignOnRefusal.RegistrationKeysUnfit));
        (await RefusedAsync([.. Needed, "--jwks", "missing.json"])).ShouldBe(ClientMessages.NoSuchFile("missing.json"));
    }

    [Fact]
    public async Task a_client_is_listed_disabled_and_enabled_again()
    {
        var id = (await CreateAsync(Needed)).GetProperty("clientId").GetString()!;

        (await RunAsync("disable", id)).ExitCode.ShouldBe(0);
        (await RunAsync("list")).Output.ShouldContain($"{id}\tdisabled\tField office");
        (await RunAsync("enable", id)).ExitCode.ShouldBe(0);
        (await RunAsync("list")).Output.ShouldContain($"{id}\tenabled\tField office");
    }

    [Fact]
    [Refuses(SwitchClientOutcome.NoSuchClient)]
    public async Task an_unknown_client_and_that_of_a_node_are_refused()
    {
        var id = (await CreateAsync(Needed)).GetProperty("clientId").GetString()!;
        await hub.QueryAsync(db => db.Clients.Where(c => c.ClientId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.MemberId, Guid.CreateVersion7(hub.Clock.GetUtcNow()))));

        (await RunAsync("disable", "nobody")).Error.Trim().ShouldBe(ClientMessages.NoSuchClient);
        (await RunAsync("disable", id)).Error.Trim().ShouldBe(ClientMessages.BelongsToNode);
        Refused.See(SwitchClientOutcome.NoSuchClient);
    }

    private async Task<JsonElement> CreateAsync(string[] words)
    {
        var result = await RunAsync(["create", .. words]);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.Trim().ShouldNotContain("\n");
        return JsonSerializer.Deserialize<JsonElement>(result.Output);
    }

    private async Task<string> RefusedAsync(string[] words)
    {
        var result = await RunAsync(["create", .. words]);
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        return result.Error.Trim();
    }

    private Task<Client> StoredAsync(JsonElement answer)
    {
        var id = answer.GetProperty("clientId").GetString();
        return hub.QueryAsync(db => db.Clients.SingleAsync(c => c.ClientId == id));
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] words)
    {
        using StringWriter output = new(), error = new();
        string[] settings = [$"--Data:Directory={hub.DataDirectory}", $"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={hub.ConnectionString}"];
        var exitCode = await HubCommandLine.RunAsync(["client", .. words, .. settings], output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
