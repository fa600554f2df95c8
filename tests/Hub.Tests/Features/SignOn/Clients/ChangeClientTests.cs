using Agon.Hub.Features.Administration;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.SignOn.Clients;

public sealed class ChangeClientTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_curator_changes_a_client_and_whom_it_knows_stays()
    {
        var client = await TestClient.WithSecretAsync(hub);
        var browser = await hub.StaffBrowser(Staff.Curator);

        var page = await (await (await browser.VisitAsync(HubLinks.Curation.Clients)).FollowAsync(client.Client.Name)).Form("Save")
            .Fill("Name", "Moved wiki").Fill("Where people come back to", "https://moved.example/back").Fill("What it may ask for", "openid profile").SendAsync();

        page.ShouldSay(ClientMessages.Changed("Moved wiki"));
        var stored = await StoredAsync(client.Id);
        (stored!.Name, stored.Sector).ShouldBe(("Moved wiki", client.Client.Sector));
        stored.RedirectUris.ShouldBe(["https://moved.example/back"]);
        stored.AllowedScopes.ShouldBe(["openid", "profile"]);
        stored.AllowedGrants.ShouldNotContain(GrantTypes.ClientCredentials);
    }

    [Fact]
    public async Task what_no_client_may_be_no_curator_makes_it()
    {
        var (client, other) = (await TestClient.WithSecretAsync(hub), await TestClient.NodeAsync(hub));
        var form = (await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Client(client.Id))).Form("Save");

        (await form.Fill("Name", other.Client.Name.ToUpperInvariant()).SendAsync()).ShouldSay(SignOnMessages.Describe(SignOnRefusal.RegistrationNameTaken));
        (await StoredAsync(client.Id))!.Name.ShouldBe(client.Client.Name);
    }

    [Fact]
    public async Task a_curator_removes_a_client_with_what_people_gave_it()
    {
        var client = await TestClient.WithSecretAsync(hub);
        await client.CodeAsync();
        var browser = await hub.StaffBrowser(Staff.Curator);

        (await (await browser.VisitAsync(HubLinks.Curation.Client(client.Id))).Form("Remove the client").SendAsync()).ShouldSay("The client is removed.");

        (await StoredAsync(client.Id)).ShouldBeNull();
        (await hub.QueryAsync(db => db.Grants.CountAsync(g => g.ClientId == client.Id, Ct))).ShouldBe(0);
    }

    [Fact]
    [Refuses(typeof(ChangeClientOutcome.NoSuchClient), typeof(ChangeClientOutcome.BelongsToNode), RemoveClientOutcome.NoSuchClient, RemoveClientOutcome.BelongsToNode)]
    public async Task a_client_there_is_not_and_a_nodes_are_left_alone()
    {
        var node = await TestClient.NodeAsync(hub);
        await hub.QueryAsync(db => db.Clients.Where(c => c.ClientId == node.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.MemberId, (Guid?)Guid.AllBitsSet)));
        var words = new ClientWords("Another name", [node.RedirectUri], [], null, ["openid"]);

        (await ChangeAsync("nobody", words)).ShouldRefuse(new ChangeClientOutcome.NoSuchClient());
        (await ChangeAsync(node.Id, words)).ShouldRefuse(new ChangeClientOutcome.BelongsToNode());
        (await RemoveAsync("nobody")).ShouldRefuse(RemoveClientOutcome.NoSuchClient);
        (await RemoveAsync(node.Id)).ShouldRefuse(RemoveClientOutcome.BelongsToNode);
        (await StoredAsync(node.Id))!.Name.ShouldBe(node.Client.Name);
    }

    private Task<ChangeClientOutcome> ChangeAsync(string id, ClientWords words) => hub.InScopeAsync(s => s.GetRequiredService<ChangeClient>().ExecuteAsync(id, words, Ct));

    private Task<RemoveClientOutcome> RemoveAsync(string id) => hub.InScopeAsync(s => s.GetRequiredService<RemoveClient>().ExecuteAsync(id, Ct));

    private Task<Client?> StoredAsync(string id) => hub.QueryAsync(db => db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == id, Ct));
}
