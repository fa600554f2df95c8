using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn.Clients;

public sealed class RegisterClientTests : IAsyncLifetime
{
    private static readonly SigningKey Key = SigningKey.Create(SigningAlgorithm.ES256);
    private readonly HubHost _hub = new();

    private static ClientRegistration Node => new("Node of Utrecht", ClientAuthentication.PrivateKeyJwt)
    {
        RedirectUris = ["https://utrecht.example/sign-on/hub/callback"],
        BackChannelLogoutUri = "https://utrecht.example/sign-on/hub/logout",
        Keys = new JsonWebKeySet([Key.Public]),
    };

    public async ValueTask InitializeAsync()
    {
        _hub.Settings["Site:PublicUrl"] = "https://hub.example";
        await _hub.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task a_node_is_a_client_with_its_own_keys_and_a_sector_of_its_own()
    {
        var client = (await RegisterAsync(Node)).ShouldBeOfType<RegisterClientOutcome.Registered>();

        client.Secret.ShouldBeNull();
        var stored = await StoredAsync(client.Client.ClientId);
        stored.RedirectUris.ShouldBe(Node.RedirectUris);
        stored.PublicKeys().ShouldHaveSingleItem().Thumbprint().ShouldBe(Key.KeyId);
        stored.Sector.ShouldBe("https://utrecht.example");
    }

    [Fact]
    public async Task a_secret_is_shown_once_and_kept_as_a_digest()
    {
        var client = (await RegisterAsync(Node with { AuthMethod = ClientAuthentication.SecretBasic })).ShouldBeOfType<RegisterClientOutcome.Registered>();

        var stored = await StoredAsync(client.Client.ClientId);
        stored.SecretDigest.ShouldNotBe(client.Secret);
        RandomSecret.Matches(client.Secret!, stored.SecretDigest).ShouldBeTrue();
        RandomSecret.Matches(client.Secret! + "x", stored.SecretDigest).ShouldBeFalse();
    }

    [Fact]
    public async Task addresses_on_two_hosts_are_no_common_sector()
    {
        var client = await RegisterAsync(Node with { RedirectUris = ["https://a.example/cb", "https://b.example/cb"] });

        var registered = client.ShouldBeOfType<RegisterClientOutcome.Registered>().Client;
        registered.Sector.ShouldBe(registered.ClientId);
    }

    [Theory]
    [InlineData("http://utrecht.example/cb")]
    [InlineData("https://utrecht.example/cb#part")]
    [InlineData("https://user@utrecht.example/cb")]
    [InlineData("https://*.utrecht.example/cb")]
    [InlineData("https://utrecht.example\\@evil.example/cb")]
    [InlineData("https://utrecht.example/cb cb")]
    [InlineData("https://utrecht.example/\u00e9")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/cb")]
    [InlineData("")]
    [Refuses(SignOnRefusal.RegistrationRedirectUriUnfit)]
    public async Task an_address_that_others_could_listen_to_is_refused(string address) =>
        (await RefusalOf(Node with { RedirectUris = [address] })).ShouldBe(SignOnRefusal.RegistrationRedirectUriUnfit);

    [Fact]
    public async Task a_program_on_the_same_machine_needs_no_certificate() =>
        (await RegisterAsync(Node with { RedirectUris = ["http://127.0.0.1:5001/cb", "http://localhost:5002/cb"] })).ShouldBeOfType<RegisterClientOutcome.Registered>();

    [Fact]
    [Refuses(SignOnRefusal.RegistrationNameUnfit)]
    public async Task a_client_needs_a_name_people_can_read()
    {
        foreach (var name in new[] { "", new string('x', Client.NameMaxLength + 1), "two\nlines", "Utr\u202Eecht", "https://utrecht.example" })
        {
            (await RefusalOf(Node with { Name = name })).ShouldBe(SignOnRefusal.RegistrationNameUnfit);
        }
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationNameTaken)]
    public async Task a_name_that_reads_like_another_ones_is_taken()
    {
        await RegisterAsync(Node with { Name = "Université d'Été" });

        foreach (var name in (string[])["université d'été", "Universite\u0301 d’E\u0301te\u0301", "UNIVERSITÉ-D'ÉTÉ", "Ｕniversité d'Été"])
        {
            (await RefusalOf(Node with { Name = name })).ShouldBe(SignOnRefusal.RegistrationNameTaken);
        }
    }

    [Fact]
    public async Task two_clients_at_one_host_know_a_person_by_different_subjects()
    {
        var first = (await RegisterAsync(Node)).ShouldBeOfType<RegisterClientOutcome.Registered>().Client;
        var second = (await RegisterAsync(Node with { Name = "Utrecht's wiki" })).ShouldBeOfType<RegisterClientOutcome.Registered>().Client;

        (first.Sector, second.Sector).ShouldBe(("https://utrecht.example", second.ClientId));
    }

    [Fact]
    public async Task nobody_is_a_sector_by_being_on_the_same_machine()
    {
        var client = (await RegisterAsync(Node with { RedirectUris = ["http://127.0.0.1:5001/cb"] })).ShouldBeOfType<RegisterClientOutcome.Registered>().Client;

        client.Sector.ShouldBe(client.ClientId);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationRedirectUriMissing)]
    public async Task a_client_that_people_sign_in_to_needs_an_address_to_come_back_to() =>
        (await RefusalOf(Node with { RedirectUris = [] })).ShouldBe(SignOnRefusal.RegistrationRedirectUriMissing);

    [Fact]
    [Refuses(SignOnRefusal.RegistrationAddressUnfit)]
    public async Task logout_addresses_are_as_strict()
    {
        (await RefusalOf(Node with { BackChannelLogoutUri = "http://utrecht.example/out" })).ShouldBe(SignOnRefusal.RegistrationAddressUnfit);
        (await RefusalOf(Node with { PostLogoutRedirectUris = ["//evil.example"] })).ShouldBe(SignOnRefusal.RegistrationAddressUnfit);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationTooManyAddresses)]
    public async Task addresses_have_a_limit() =>
        (await RefusalOf(Node with { RedirectUris = [.. Enumerable.Range(0, Client.MaxAddresses + 1).Select(i => $"https://utrecht.example/{i}")] })).ShouldBe(SignOnRefusal.RegistrationTooManyAddresses);

    [Fact]
    [Refuses(SignOnRefusal.RegistrationKeysUnfit)]
    public async Task a_client_that_signs_needs_a_key()
    {
        (await RefusalOf(Node with { Keys = null })).ShouldBe(SignOnRefusal.RegistrationKeysUnfit);
        (await RefusalOf(Node with { Keys = new JsonWebKeySet([]) })).ShouldBe(SignOnRefusal.RegistrationKeysUnfit);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationScopeUnknown, SignOnRefusal.RegistrationGrantUnknown)]
    public async Task only_what_there_is_can_be_registered()
    {
        (await RefusalOf(Node with { Scopes = ["openid", "everything"] })).ShouldBe(SignOnRefusal.RegistrationScopeUnknown);
        (await RefusalOf(Node with { Grants = ["authorization_code", "password"] })).ShouldBe(SignOnRefusal.RegistrationGrantUnknown);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationGrantUnfit)]
    public async Task calls_of_its_own_are_for_a_client_that_proves_who_it_is()
    {
        var own = Node with { Grants = [.. Node.Grants, GrantTypes.ClientCredentials], Scopes = [.. Node.Scopes, SignOnScopes.Federation] };

        (await RegisterAsync(own)).ShouldBeOfType<RegisterClientOutcome.Registered>();
        (await RefusalOf(own with { AuthMethod = ClientAuthentication.None })).ShouldBe(SignOnRefusal.RegistrationGrantUnfit);
        (await RefusalOf(own with { Grants = Node.Grants })).ShouldBe(SignOnRefusal.RegistrationGrantUnfit);
    }

    [Fact]
    [Refuses(SignOnRefusal.RegistrationClientIdTaken)]
    public async Task an_id_is_given_once()
    {
        await RegisterAsync(Node with { ClientId = "utrecht" });

        (await RefusalOf(Node with { ClientId = "utrecht", Name = "Another" })).ShouldBe(SignOnRefusal.RegistrationClientIdTaken);
    }

    private Task<Client> StoredAsync(string id) => _hub.QueryAsync(db => db.Clients.SingleAsync(c => c.ClientId == id));

    private Task<RegisterClientOutcome> RegisterAsync(ClientRegistration registration) =>
        _hub.InScopeAsync(s => s.GetRequiredService<RegisterClient>().ExecuteAsync(registration, TestContext.Current.CancellationToken));

    private async Task<SignOnRefusal> RefusalOf(ClientRegistration registration) =>
        Refused.See((await RegisterAsync(registration)).ShouldBeOfType<RegisterClientOutcome.Refused>().Refusal);
}
