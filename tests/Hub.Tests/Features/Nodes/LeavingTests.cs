using System.Net;
using Agon.Hub.Data;
using Agon.Hub.Features.Accounts.Deletion;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Hub.Features.SignOn.Logout;
using Agon.Hub.Features.SignOn.Tokens;
using Agon.Hub.Tests.Features.SignOn;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Nodes;

/// <summary>What goes when a node goes, and what stays: docs/curators/nodes.md, "When a node is gone", says the same.</summary>
public sealed class LeavingTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly Dictionary<string, Func<HubDb, FakeNode, Task<bool>>> Things = new()
    {
        ["contact"] = (db, node) => db.Members.AnyAsync(m => m.Address == node.Address && m.Contact != null),
        ["policies"] = (db, node) => db.Members.AnyAsync(m => m.Address == node.Address && m.PoliciesJson != "[]"),
        ["keys"] = async (db, node) => (await db.Members.SingleAsync(m => m.Address == node.Address)).Keys.Keys.Count > 0,
        ["keys of the client"] = (db, node) => db.Clients.AnyAsync(c => c.ClientId == node.Answer.ClientId && c.Keys != null),
        ["sign-on"] = (db, node) => db.Clients.AnyAsync(c => c.ClientId == node.Answer.ClientId && c.IsEnabled),
        ["name of the client"] = (db, node) => db.Clients.AnyAsync(c => c.ClientId == node.Answer.ClientId && c.Sector == node.Address),
        ["consents"] = (db, node) => db.Consents.AnyAsync(c => c.ClientId == node.Answer.ClientId),
        ["grants"] = (db, node) => db.Grants.AnyAsync(g => g.ClientId == node.Answer.ClientId),
        ["refresh tokens"] = (db, node) => db.RefreshTokens.AnyAsync(t => t.Digest == node.Answer.ClientId),
        ["codes"] = (db, node) => db.AuthorizationCodes.AnyAsync(c => c.Digest == node.Answer.ClientId),
        ["pushed requests"] = (db, node) => db.PushedRequests.AnyAsync(p => p.ClientId == node.Answer.ClientId),
        ["used assertions"] = (db, node) => db.UsedAssertions.AnyAsync(a => a.ClientId == node.Answer.ClientId),
        ["ended sessions waiting"] = (db, node) => db.LogoutDeliveries.AnyAsync(d => d.ClientId == node.Answer.ClientId),
        ["record"] = (db, node) => db.Members.AnyAsync(m => m.Address == node.Address && m.Slug == node.Answer.Slug && m.Name == node.Name),
        ["history"] = (db, node) => db.MemberChanges.AnyAsync(c => db.Members.Any(m => m.Id == c.MemberId && m.Address == node.Address)),
        ["invitation"] = (db, node) => db.Invitations.AnyAsync(i => db.Members.Any(m => m.Id == i.MemberId && m.Address == node.Address)),
        ["events"] = (db, node) => db.SignOnEvents.AnyAsync(e => e.ClientId == node.Answer.ClientId),
        ["names of people"] = (db, node) => db.PairwiseSubjects.AnyAsync(s => s.Sector == node.Address),
        ["deleted accounts waiting"] = (db, node) => db.DeletedSubjects.AnyAsync(d => d.Sector == node.Address),
    };

    private static readonly string[] Staying = ["record", "name of the client", "history", "invitation", "events", "names of people", "deleted accounts waiting"];

    public static TheoryData<string, string, bool> Fates
    {
        get
        {
            var fates = new TheoryData<string, string, bool>();
            foreach (var thing in Things.Keys)
            {
                fates.Add(thing, nameof(MemberAct.Leave), Staying.Contains(thing));
                fates.Add(thing, nameof(MemberAct.Remove), thing == "keys" || Staying.Contains(thing));
            }

            return fates;
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Fates))]
    public async Task when_a_node_is_gone_there_is_left_of_it(string thing, string act, bool stays)
    {
        using var node = await UsedAsync();
        (await hub.QueryAsync(db => Things[thing](db, node))).ShouldBeTrue();

        await GoAsync(node, Enum.Parse<MemberAct>(act));

        (await hub.QueryAsync(db => Things[thing](db, node))).ShouldBe(stays);
    }

    [Fact]
    public async Task another_nodes_things_stay()
    {
        using var node = await UsedAsync();
        using var other = await UsedAsync();

        await GoAsync(node, MemberAct.Leave);

        foreach (var (thing, isThere) in Things)
        {
            (await hub.QueryAsync(db => isThere(db, other))).ShouldBeTrue(thing);
        }
    }

    [Fact]
    public async Task one_that_comes_back_is_the_same_client_and_asks_people_again()
    {
        using var node = await UsedAsync();
        var before = await ClientAsync(node);
        await GoAsync(node, MemberAct.Leave);
        using var again = new FakeNode(hub, node.Address);

        await again.EnrolAsync();

        var after = await ClientAsync(again);
        (after.ClientId, after.Sector, after.IsEnabled).ShouldBe((before.ClientId, before.Sector, false));
        await again.DecideAsync(MemberAct.Approve);
        (await again.IsClientEnabledAsync()).ShouldBeTrue();
        (await hub.QueryAsync(db => Things["consents"](db, again))).ShouldBeFalse();
    }

    private Task<Client> ClientAsync(FakeNode node) => hub.QueryAsync(db => db.Clients.AsNoTracking().SingleAsync(c => c.ClientId == node.Answer.ClientId, Ct));

    private static async Task GoAsync(FakeNode node, MemberAct act)
    {
        if (act == MemberAct.Leave)
        {
            (await node.LeaveAsync()).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }
        else
        {
            (await node.DecideAsync(act)).ShouldBeOfType<DecideOutcome.Done>();
        }
    }

    // A member people signed in at, with one of everything.
    private async Task<FakeNode> UsedAsync()
    {
        var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        var (client, email) = (await ClientAsync(node), await hub.Account());
        await hub.SignedIn(email);
        var session = (await SignOnStage.SessionsAsync(hub, email)).Single();
        var subject = await SignOnStage.GiveAsync(hub, session, client);
        await hub.QueryAsync(async db =>
        {
            var (now, id) = (hub.Clock.GetUtcNow(), client.ClientId);
            var grant = await db.Grants.Where(g => g.ClientId == id).Select(g => g.Id).SingleAsync(Ct);
            db.Add(new Consent { AccountId = session.AccountId, ClientId = id, Scopes = "openid", Claims = "", GivenAt = now });
            db.Add(new RefreshToken { Id = NewId(), Digest = id, GrantId = grant, CreatedAt = now, ExpiresAt = now });
            db.Add(new AuthorizationCode { Id = NewId(), Digest = id, GrantId = grant, RedirectUri = "-", CodeChallenge = "-", ExpiresAt = now });
            db.Add(new PushedRequest { Id = NewId(), Digest = id, ClientId = id, Request = "-", ExpiresAt = now });
            db.Add(new UsedAssertion { ClientId = id, Digest = id, ForgetAt = now });
            db.Add(new LogoutDelivery { Id = NewId(), ClientId = id, SessionId = session.Id, Subject = subject, EndedAt = now });
            db.Add(new DeletedSubject { Id = NewId(), Sector = node.Address, Subject = "somebody", DeletedAt = now });
            return await db.SaveChangesAsync(Ct);
        });
        return node;
    }

    private Guid NewId() => Guid.CreateVersion7(hub.Clock.GetUtcNow());
}
