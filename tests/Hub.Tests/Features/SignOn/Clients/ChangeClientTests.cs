using Agon.Hub.Data;
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

    [Fact]
    [Refuses(typeof(ChangeClientOutcome.ChangedMeanwhile))]
    public async Task what_somebody_else_changed_meanwhile_is_shown_beside_what_was_written()
    {
        var client = await TestClient.WithSecretAsync(hub);
        var browser = await hub.StaffBrowser(Staff.Curator);
        var form = (await browser.VisitAsync(HubLinks.Curation.Client(client.Id))).Form("Save").Fill("Where people come back to", "https://mine.example/back");
        var theirs = new ClientWords(client.Client.Name, ["https://theirs.example/back"], [], null, ["openid"]);
        (await ChangeAsync(client.Id, theirs)).ShouldBeOfType<ChangeClientOutcome.Changed>();

        var page = await form.SendAsync();

        page.ShouldRefuse(typeof(ChangeClientOutcome.ChangedMeanwhile), ClientMessages.ChangedMeanwhile);
        page.ShouldSay("https://theirs.example/back");
        (await StoredAsync(client.Id))!.RedirectUris.ShouldBe(["https://theirs.example/back"]);
        (await page.Form("Save").SendAsync()).ShouldSay(ClientMessages.Changed(client.Client.Name));
        (await StoredAsync(client.Id))!.RedirectUris.ShouldBe(["https://mine.example/back"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_program_that_changes_or_removes_itself_in_the_same_instant_is_seen(bool isRemoved)
    {
        var client = await TestClient.WithSecretAsync(hub);

        var outcome = await InTheSameInstantAsync<ChangeClient, ChangeClientOutcome>(client.Id, isRemoved, v => v.ExecuteAsync(
            client.Id, new ClientWords("Renamed", [client.RedirectUri], [], null, ["openid"]), Ct));

        outcome.ShouldBeOfType(isRemoved ? typeof(ChangeClientOutcome.NoSuchClient) : typeof(ChangeClientOutcome.ChangedMeanwhile));
        (await StoredAsync(client.Id))?.Name.ShouldBe(client.Client.Name);
    }

    [Fact]
    public async Task nobody_escapes_being_disabled_or_removed_or_another_secret_by_changing_in_the_same_instant()
    {
        var client = await TestClient.WithSecretAsync(hub);
        var before = (await StoredAsync(client.Id))!.SecretDigest;

        (await InTheSameInstantAsync<SwitchClient, SwitchClientOutcome>(client.Id, false, v => v.ExecuteAsync(client.Id, false, Ct))).ShouldBe(SwitchClientOutcome.Switched);
        (await InTheSameInstantAsync<RenewClientSecret, (Client, string)?>(client.Id, false, v => v.ExecuteAsync(client.Id, Ct))).ShouldNotBeNull();
        var stored = (await StoredAsync(client.Id))!;
        (stored.IsEnabled, stored.SecretDigest == before).ShouldBe((false, false));
        (await InTheSameInstantAsync<RemoveClient, RemoveClientOutcome>(client.Id, false, v => v.ExecuteAsync(client.Id, Ct))).ShouldBe(RemoveClientOutcome.Removed);
        (await StoredAsync(client.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task what_removed_itself_in_the_same_instant_is_not_there()
    {
        async Task<string> NewAsync() => (await TestClient.WithSecretAsync(hub)).Id;
        var (first, second, third) = (await NewAsync(), await NewAsync(), await NewAsync());

        (await InTheSameInstantAsync<SwitchClient, SwitchClientOutcome>(first, true, v => v.ExecuteAsync(first, false, Ct))).ShouldBe(SwitchClientOutcome.NoSuchClient);
        (await InTheSameInstantAsync<RenewClientSecret, (Client, string)?>(second, true, v => v.ExecuteAsync(second, Ct))).ShouldBeNull();
        (await InTheSameInstantAsync<RemoveClient, RemoveClientOutcome>(third, true, v => v.ExecuteAsync(third, Ct))).ShouldBe(RemoveClientOutcome.NoSuchClient);
    }

    // Between the verb's look at the client and its save, the program comes with its key.
    private Task<TOutcome> InTheSameInstantAsync<TVerb, TOutcome>(string id, bool isRemoved, Func<TVerb, Task<TOutcome>> act) where TVerb : notnull => hub.InScopeAsync(async s =>
    {
        await s.GetRequiredService<HubDb>().Clients.SingleAsync(c => c.ClientId == id, Ct);
        var key = RandomSecret.Digest(RandomSecret.Create());
        await hub.QueryAsync(db => isRemoved
            ? db.Clients.Where(c => c.ClientId == id).ExecuteDeleteAsync(Ct)
            : db.Clients.Where(c => c.ClientId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.RegistrationDigest, key), Ct));
        return await act(s.GetRequiredService<TVerb>());
    });

    private Task<ChangeClientOutcome> ChangeAsync(string id, ClientWords words) => hub.InScopeAsync(s => s.GetRequiredService<ChangeClient>().ExecuteAsync(id, words, Ct));

    private Task<RemoveClientOutcome> RemoveAsync(string id) => hub.InScopeAsync(s => s.GetRequiredService<RemoveClient>().ExecuteAsync(id, Ct));

    private Task<Client?> StoredAsync(string id) => hub.QueryAsync(db => db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.ClientId == id, Ct));
}
