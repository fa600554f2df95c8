using System.Net;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Nodes;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Nodes;

public sealed class CallsTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task a_member_reports_and_hears_how_it_stands()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);

        var reply = await FakeNode.ReplyAsync(await node.ReportAsync());

        (reply.State, reply.Challenge, reply.CallEverySeconds).ShouldBe((MemberState.Active, node.Answer.Challenge, 60));
        reply.KnownKeys.ShouldBe([node.Key.KeyId]);
        var member = await node.MemberAsync();
        (member.WantsRename, member.Software, member.Competitions, member.LastSeenAt).ShouldBe((false, "0.1.1", 3, hub.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task what_a_node_says_it_is_and_can_is_kept_and_words_of_later_versions_too()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        NodesMessages.Says(await node.MemberAsync()).ShouldBe("It does not say how it is");

        await node.ReportAsync(node.Report with { Status = NodeStatus.Degraded, Capabilities = [NodeCapabilities.NewPeople, "teleport"] });

        NodesMessages.Says(await node.MemberAsync()).ShouldBe("It works, and its operators should look after something; new people get an account; teleport");
    }

    [Fact]
    [Refuses(typeof(ReportOutcome.NotAMember))]
    public async Task the_report_of_a_suspended_node_is_refused_with_the_reason_although_its_token_is_good()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        var token = await node.AccessTokenAsync();
        await node.DecideAsync(MemberAct.Suspend, "Its people were sent elsewhere.");

        var refusal = new ReportOutcome.NotAMember(MemberState.Suspended, "Its people were sent elsewhere.");

        await FakeNode.RefusedAsync(await node.ReportAsync(token, node.Report with { Name = "Changed" }), HttpStatusCode.Forbidden, "not-a-member", refusal);

        NodesMessages.Sentence(refusal).ShouldBe("The node is suspended at this hub: Its people were sent elsewhere.");
        (await node.MemberAsync()).Name.ShouldNotBe("Changed");
    }

    public static TheoryData<string, string, string> BadTokens => new()
    {
        { "iss", "\"https://elsewhere.example\"", "at+jwt" },
        { "aud", "\"http://localhost\"", "at+jwt" },
        { "scope", "\"openid profile\"", "at+jwt" },
        { "exp", "1", "at+jwt" },
        { "client_id", "\"nobody\"", "at+jwt" },
        { "client_id", "7", "at+jwt" },
        { "x", "1", "JWT" },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    [Refuses(CallRefusal.TokenUnfit)]
    public async Task a_token_for_something_else_is_refused(string claim, string value, string type)
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);

        await ShouldRefuseAsync(await node.ReportAsync(await node.AccessTokenAsync(claims => claims[claim] = JsonNode.Parse(value), type)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.")]
    [Refuses(CallRefusal.TokenUnfit)]
    public async Task no_token_and_no_signature_are_refused(string? token)
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);

        await ShouldRefuseAsync(await node.ReportAsync(token));
        await ShouldRefuseAsync(await node.PostAsync(FederationPaths.Standing, token, ""));
        await ShouldRefuseAsync(await node.PostAsync(FederationPaths.Leave, token, ""));
    }

    [Fact]
    [Refuses(CallRefusal.TokenUnfit)]
    public async Task what_another_nodes_key_signed_is_refused()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        using var other = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        var forged = NodeTokens.CallAs(other.Key, node.Answer.ClientId, FakeNode.HubAddress, "1", hub.Clock.GetUtcNow());

        await ShouldRefuseAsync(await node.StandingAsync(forged));
        await ShouldRefuseAsync(await node.LeaveAsync(forged));
        await ShouldRefuseAsync(await node.ReportAsync(node.CallToken()));
        (await node.MemberAsync()).State.ShouldBe(MemberState.Active);
    }

    [Theory]
    [InlineData("https://elsewhere.example", 0)]
    [InlineData(FakeNode.HubAddress, -10)]
    [Refuses(CallRefusal.TokenUnfit)]
    public async Task a_nodes_own_token_is_for_this_hub_and_for_now(string issuer, int minutes)
    {
        using var node = await FakeNode.EnrolledAsync(hub);

        await ShouldRefuseAsync(await node.StandingAsync(NodeTokens.CallAs(node.Key, node.Answer.ClientId, issuer, "1", hub.Clock.GetUtcNow().AddMinutes(minutes))));
    }

    [Fact]
    public async Task a_node_without_a_token_asks_how_it_stands()
    {
        using var node = await FakeNode.EnrolledAsync(hub);
        (await FakeNode.ReplyAsync(await node.StandingAsync())).State.ShouldBe(MemberState.Applied);
        (await node.MemberAsync()).LastSeenAt.ShouldBe(hub.Clock.GetUtcNow());

        await node.DecideAsync(MemberAct.Approve);
        await node.DecideAsync(MemberAct.Suspend, "Spam.");

        var reply = await FakeNode.ReplyAsync(await node.StandingAsync());
        (reply.State, reply.Reason).ShouldBe((MemberState.Suspended, "Spam."));
    }

    [Fact]
    [Refuses(typeof(ReportOutcome.AddressDiffers))]
    public async Task a_report_from_another_address_is_refused()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);

        await FakeNode.RefusedAsync(
            await node.ReportAsync(node.Report with { Address = "http://copy.example.org" }), HttpStatusCode.Conflict, "address-differs", new ReportOutcome.AddressDiffers(node.Address));

        (await node.MemberAsync()).LastSeenAt.ShouldBeNull();
    }

    [Fact]
    [Refuses(typeof(ReportOutcome.Impossible), CallRefusal.Unreadable)]
    public async Task an_impossible_report_is_refused()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);

        await FakeNode.RefusedAsync(
            await node.ReportAsync(node.Report with { Name = "" }), HttpStatusCode.UnprocessableEntity, "application-refused", new ReportOutcome.Impossible([ImpossibleValue.Name]));
        await FakeNode.RefusedAsync(
            await node.PostAsync(FederationPaths.Report, await node.AccessTokenAsync(), "{}"), HttpStatusCode.BadRequest, "application-refused", CallRefusal.Unreadable);
    }

    [Fact]
    public async Task keys_are_rolled_by_a_key_the_hub_knows()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        using var next = SigningKey.Create(SigningAlgorithm.ES256);

        var both = await FakeNode.ReplyAsync(await node.ReportAsync(node.Report with { NewKeys = Announce(node, node.Key, node.Key.Public, next.Public) }));
        var one = await FakeNode.ReplyAsync(await node.ReportAsync(node.Report with { NewKeys = Announce(node, next, next.Public) }));

        both.KnownKeys.ShouldBe([node.Key.KeyId, next.KeyId]);
        one.KnownKeys.ShouldBe([next.KeyId]);
        (await hub.QueryAsync(db => db.Clients.SingleAsync(c => c.ClientId == node.Answer.ClientId))).PublicKeys().ShouldBe([next.Public]);
        await ShouldRefuseAsync(await node.StandingAsync());
    }

    [Fact]
    [Refuses(typeof(ReportOutcome.KeysRefused))]
    public async Task keys_that_nobody_known_vouches_for_are_refused()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        using var other = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        using var next = SigningKey.Create(SigningAlgorithm.ES256);
        string[] announcements =
        [
            Announce(node, next, next.Public),
            Announce(other, node.Key, next.Public),
            Announce(node, node.Key),
            node.CallToken(),
            "rubbish",
        ];

        foreach (var announced in announcements)
        {
            await FakeNode.RefusedAsync(
                await node.ReportAsync(node.Report with { NewKeys = announced }), HttpStatusCode.UnprocessableEntity, "keys-refused", new ReportOutcome.KeysRefused());
        }

        (await node.MemberAsync()).Keys.Keys.ShouldBe([node.Key.Public]);
    }

    [Fact]
    public async Task a_node_leaves_even_when_suspended_and_is_nobody_then()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve, MemberAct.Suspend);

        (await node.LeaveAsync()).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await node.LeaveAsync()).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var member = await node.MemberAsync();
        (member.State, await node.IsClientEnabledAsync()).ShouldBe((MemberState.Left, false));
        (await hub.QueryAsync(db => db.MemberChanges.CountAsync(c => c.MemberId == member.Id && c.Act == MemberAct.Leave))).ShouldBe(1);
    }

    private string Announce(FakeNode node, SigningKey by, params JsonWebKey[] keys) =>
        NodeTokens.Announce(by, node.Answer.ClientId, FakeNode.HubAddress, new JsonWebKeySet(keys), hub.Clock.GetUtcNow());

    private static async Task ShouldRefuseAsync(HttpResponseMessage response)
    {
        response.Headers.WwwAuthenticate.ToString().ShouldContain("Bearer");
        await FakeNode.RefusedAsync(response, HttpStatusCode.Unauthorized, "token-refused", CallRefusal.TokenUnfit);
    }
}
