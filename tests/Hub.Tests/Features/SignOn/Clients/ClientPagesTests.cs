using System.Net;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.SignOn.Clients;

public sealed class ClientPagesTests(HubHost hub) : IClassFixture<HubHost>
{
    [Theory]
    [InlineData("/curation/clients")]
    [InlineData("/curation/clients/new")]
    public async Task the_pages_are_for_curators(string path)
    {
        (await (await hub.SignedIn(await hub.Account())).VisitAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await hub.Browser().VisitAsync(path)).Heading.ShouldBe("Sign in");
        (await (await hub.StaffBrowser(Staff.Administrator)).VisitAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task a_curator_registers_a_client_and_sees_its_secret_once()
    {
        var browser = await hub.StaffBrowser(Staff.Curator);
        var page = await (await browser.VisitAsync("/curation/clients/new")).Form("Register")
            .Fill("Name", "Wiki").Fill("Where people come back to", "https://wiki.example/cb\nhttps://wiki.example/cb2").Check("People may sign in by typing a code on another device").SendAsync();

        var (id, secret) = Shown(page);
        page.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var client = await StoredAsync(id);
        RandomSecret.Matches(secret, client.SecretDigest).ShouldBeTrue();
        client.RedirectUris.ShouldBe(["https://wiki.example/cb", "https://wiki.example/cb2"]);
        client.AllowedGrants.ShouldContain(GrantTypes.DeviceCode);
        (await browser.VisitAsync("/curation/clients")).ShouldNotSay(secret);
    }

    [Fact]
    public async Task what_is_wrong_is_said_at_its_field()
    {
        var browser = await hub.StaffBrowser(Staff.Curator);
        var form = (await browser.VisitAsync("/curation/clients/new")).Form("Register").Fill("Name", "Wiki").Fill("Where people come back to", "http://wiki.example/cb#x");

        (await form.SendAsync()).ShouldSay(SignOnMessages.Describe(SignOnRefusal.RegistrationRedirectUriUnfit));
        (await form.Fill("Where people come back to", "https://wiki.example/cb").Fill("Its public keys", "rubbish").SendAsync()).ShouldSay(SignOnMessages.Describe(SignOnRefusal.RegistrationKeysUnfit));
    }

    [Fact]
    public async Task a_client_is_disabled_and_enabled_again()
    {
        var client = await TestClient.WithSecretAsync(hub);
        var browser = await hub.StaffBrowser(Staff.Curator);

        (await (await browser.VisitAsync("/curation/clients")).Form($"Disable {client.Client.Name}").SendAsync()).ShouldSay("The client is not served any more.");
        (await client.TokenAsync(("grant_type", "refresh_token"))).ShouldBeRefused(SignOnRefusal.ClientDisabled);
        (await (await browser.VisitAsync("/curation/clients")).Form($"Enable {client.Client.Name}").SendAsync()).ShouldSay("The client is served again.");
        (await client.TokenAsync(("grant_type", "refresh_token"))).ShouldBeRefused(SignOnRefusal.RefreshTokenMissing);
    }

    [Fact]
    public async Task a_new_secret_replaces_the_one_before()
    {
        var client = await TestClient.WithSecretAsync(hub);

        var (_, secret) = Shown(await (await (await hub.StaffBrowser(Staff.Curator)).VisitAsync("/curation/clients")).Form($"New secret for {client.Client.Name}").SendAsync());

        RandomSecret.Matches(secret, (await StoredAsync(client.Id)).SecretDigest).ShouldBeTrue();
        (await client.TokenAsync(("grant_type", "refresh_token"))).ShouldBeRefused(SignOnRefusal.ClientSecretWrong);
    }

    [Fact]
    [Refuses(SwitchClientOutcome.BelongsToNode)]
    public async Task the_client_of_a_node_follows_the_node()
    {
        var client = await TestClient.NodeAsync(hub);
        var browser = await hub.StaffBrowser(Staff.Curator);
        var form = (await browser.VisitAsync("/curation/clients")).Form($"Disable {client.Client.Name}");
        await hub.QueryAsync(db => db.Clients.Where(c => c.ClientId == client.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.MemberId, Guid.CreateVersion7(hub.Clock.GetUtcNow()))));

        (await form.SendAsync()).ShouldRefuse(SwitchClientOutcome.BelongsToNode, ClientMessages.BelongsToNode);
        (await browser.VisitAsync("/curation/clients")).Document.QuerySelectorAll($"input[value='{client.Id}']").ShouldBeEmpty();
    }

    [Fact]
    public async Task a_curator_makes_a_registration_token()
    {
        var page = await (await (await hub.StaffBrowser(Staff.Curator)).VisitAsync("/curation/clients")).Form("Make a registration token").SendAsync();

        var digest = RandomSecret.Digest(page.Document.QuerySelector("code.secret")!.TextContent);
        (await hub.QueryAsync(db => db.RegistrationTokens.AnyAsync(t => t.Digest == digest))).ShouldBeTrue();
    }

    private static (string Id, string Secret) Shown(Page page) => page.Document.QuerySelectorAll("code.secret") switch
    {
        [var id, var secret] => (id.TextContent, secret.TextContent),
        _ => throw new ShouldAssertException(page.Text),
    };

    private Task<Client> StoredAsync(string id) => hub.QueryAsync(db => db.Clients.AsNoTracking().SingleAsync(c => c.ClientId == id));
}
