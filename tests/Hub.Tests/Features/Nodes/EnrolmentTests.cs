using System.Net;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Nodes;

public sealed class EnrolmentTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task whoever_has_an_invitation_applies_and_is_served_nowhere_until_a_curator_decides()
    {
        using var node = new FakeNode(hub);

        await node.EnrolAsync();

        (node.Answer.Issuer, node.Answer.State, node.Answer.CallEverySeconds).ShouldBe((FakeNode.HubAddress, MemberState.Applied, 60));
        node.Answer.Challenge.Length.ShouldBeGreaterThan(40);
        var member = await node.MemberAsync();
        (member.State, member.Contact, member.Policies[0].Name).ShouldBe((MemberState.Applied, "agon@alpha.example.org", "Privacy"));
        member.Keys.Keys.ShouldBe([node.Key.Public]);
        var client = await hub.QueryAsync(db => db.Clients.SingleAsync(c => c.ClientId == node.Answer.ClientId));
        (client.IsEnabled, client.MemberId).ShouldBe((false, member.Id));
        client.RedirectUris.ShouldBe([$"{node.Address}/sign-on/hub/callback"]);
        client.PostLogoutRedirectUris.ShouldBe([$"{node.Address}/sign-on/signed-out/there"]);
        client.BackChannelLogoutUri.ShouldBe($"{node.Address}/sign-on/hub/logout");
        client.PublicKeys().ShouldBe([node.Key.Public]);
    }

    [Fact]
    public async Task the_database_does_not_hold_the_token()
    {
        var token = await FakeNode.InviteAsync(hub);

        (await hub.QueryAsync(db => db.Invitations.Select(i => i.Digest).ToListAsync())).ShouldNotContain(d => token.Contains(d, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("agonjoin_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("agon_AAAA")]
    [Refuses(typeof(EnrolOutcome.InvitationRefused))]
    public async Task an_unknown_token_is_refused(string? token)
    {
        using var node = new FakeNode(hub);

        await RefusedAsync(await node.ApplyAsync(token), state: null);
    }

    [Fact]
    [Refuses(InvitationState.Used)]
    public async Task a_token_is_good_for_one_node()
    {
        var token = await FakeNode.InviteAsync(hub);
        using FakeNode first = new(hub), second = new(hub);
        await first.EnrolAsync(token);

        await RefusedAsync(await second.ApplyAsync(token), InvitationState.Used);
    }

    [Fact]
    public async Task of_many_at_the_same_instant_one_is_taken()
    {
        var token = await FakeNode.InviteAsync(hub);
        var nodes = Enumerable.Range(0, 6).Select(_ => new FakeNode(hub)).ToList();

        var answers = await Task.WhenAll(nodes.Select(n => n.ApplyAsync(token)));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(5);
        var addresses = nodes.ConvertAll(n => n.Address);
        (await hub.QueryAsync(db => db.Members.CountAsync(m => addresses.Contains(m.Address)))).ShouldBe(1);
        nodes.ForEach(n => n.Dispose());
    }

    [Fact]
    public async Task a_node_that_lost_the_answer_gets_it_again()
    {
        var token = await FakeNode.InviteAsync(hub);
        using var node = new FakeNode(hub);
        await node.EnrolAsync(token);
        var first = node.Answer;

        await node.EnrolAsync(token);

        node.Answer.ShouldBe(first);
        (await hub.QueryAsync(db => db.Members.CountAsync(m => m.Address == node.Address))).ShouldBe(1);
    }

    [Fact]
    [Refuses(InvitationState.Used)]
    public async Task but_not_with_another_key()
    {
        var token = await FakeNode.InviteAsync(hub);
        using var node = new FakeNode(hub);
        await node.EnrolAsync(token);
        node.Key = SigningKey.Create(SigningAlgorithm.ES256);

        await RefusedAsync(await node.ApplyAsync(token), InvitationState.Used);
    }

    [Fact]
    [Refuses(InvitationState.Expired)]
    public async Task an_expired_token_is_refused()
    {
        await using var later = new HubHost();
        await later.InitializeAsync();
        var token = await FakeNode.InviteAsync(later, days: 2);
        later.Clock.Advance(TimeSpan.FromDays(2));
        using var node = new FakeNode(later);

        await RefusedAsync(await node.ApplyAsync(token), InvitationState.Expired);
    }

    [Fact]
    [Refuses(InvitationState.Withdrawn)]
    public async Task a_withdrawn_token_is_refused()
    {
        var token = await FakeNode.InviteAsync(hub);
        var digest = InvitationToken.Digest(token);
        var id = await hub.QueryAsync(db => db.Invitations.Where(i => i.Digest == digest).Select(i => i.Id).SingleAsync());
        (await hub.InScopeAsync(s => s.GetRequiredService<WithdrawInvitation>().ExecuteAsync(id, Ct))).ShouldBeTrue();
        using var node = new FakeNode(hub);

        await RefusedAsync(await node.ApplyAsync(token), InvitationState.Withdrawn);
        (await hub.InScopeAsync(s => s.GetRequiredService<WithdrawInvitation>().ExecuteAsync(id, Ct))).ShouldBeFalse();
    }

    [Fact]
    [Refuses(typeof(EnrolOutcome.Impossible))]
    public async Task an_impossible_application_is_told_what_is_wrong_and_the_invitation_stays_open()
    {
        var token = await FakeNode.InviteAsync(hub);
        using var node = new FakeNode(hub);

        using var response = await node.ApplyAsync(token, node.Application with { Name = "", Keys = new JsonWebKeySet([]), Address = "ftp://x" });

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var text = await response.Content.ReadAsStringAsync(Ct);
        text.ShouldContain("application-refused");
        text.ShouldContain("""[{"member":"address","expected":"an address""");
        text.ShouldContain("\"member\":\"name\"");
        text.ShouldContain("\"member\":\"keys\"");
        await FakeNode.RefusedAsync(response, HttpStatusCode.UnprocessableEntity, "application-refused",
            new EnrolOutcome.Impossible([ImpossibleValue.Address, ImpossibleValue.Name, ImpossibleValue.Keys]));
        await node.EnrolAsync(token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":\"one\"")]
    [Refuses(CallRefusal.Unreadable)]
    public async Task what_is_no_application_is_refused(string body)
    {
        using var node = new FakeNode(hub);

        await FakeNode.RefusedAsync(
            await node.PostAsync(FederationPaths.Enrolment, await FakeNode.InviteAsync(hub), body), HttpStatusCode.BadRequest, "application-refused", CallRefusal.Unreadable);
    }

    [Fact]
    public async Task an_application_as_large_as_a_book_is_refused()
    {
        using var node = new FakeNode(hub);

        using var response = await node.PostAsync(FederationPaths.Enrolment, await FakeNode.InviteAsync(hub), new string(' ', EnrolmentJson.MaxBytes + 1));

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    [Refuses(typeof(EnrolOutcome.AddressTaken))]
    public async Task the_address_of_another_node_or_of_the_hub_is_refused()
    {
        using var known = await FakeNode.EnrolledAsync(hub, MemberAct.Approve, MemberAct.Suspend);
        using FakeNode same = new(hub, known.Address), itself = new(hub, FakeNode.HubAddress);

        foreach (var node in new[] { same, itself })
        {
            await FakeNode.RefusedAsync(await node.ApplyAsync(await FakeNode.InviteAsync(hub)), HttpStatusCode.Conflict, "address-taken", new EnrolOutcome.AddressTaken());
        }
    }

    [Fact]
    [Refuses(typeof(EnrolOutcome.AddressUnfit))]
    public async Task a_hub_on_https_refuses_a_node_that_is_not()
    {
        await using var secure = new HubHost { Settings = { ["Site:PublicUrl"] = "https://hub.example.org" } };
        await secure.InitializeAsync();
        using var node = new FakeNode(secure);

        await FakeNode.RefusedAsync(
            await node.ApplyAsync(await FakeNode.InviteAsync(secure)), HttpStatusCode.UnprocessableEntity, "application-refused", new EnrolOutcome.AddressUnfit());
        (await secure.QueryAsync(db => db.Members.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task a_node_that_left_comes_back_as_itself_with_a_new_invitation_and_new_keys()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve, MemberAct.Remove);
        var (first, oldKey) = (node.Answer, node.Key.Public);
        node.Key = SigningKey.Create(SigningAlgorithm.ES256);

        await node.EnrolAsync();

        (node.Answer.ClientId, node.Answer.Slug, node.Answer.State).ShouldBe((first.ClientId, first.Slug, MemberState.Applied));
        node.Answer.Challenge.ShouldNotBe(first.Challenge);
        (await node.IsClientEnabledAsync()).ShouldBeFalse();
        var client = await hub.QueryAsync(db => db.Clients.SingleAsync(c => c.ClientId == node.Answer.ClientId));
        client.PublicKeys().ShouldBe([node.Key.Public]);
        client.PublicKeys().ShouldNotContain(oldKey);
    }

    [Theory]
    [InlineData("Université d'Été!", "universite-d-ete")]
    [InlineData("  A   B ", "a-b")]
    [InlineData("数据", "xn--alpha-example-org")]
    public void a_name_becomes_part_of_an_address(string name, string slug) =>
        MemberSlug.Of(name, "http://xn--alpha.example.org").ShouldBe(slug.Replace("--", "-", StringComparison.Ordinal));

    [Fact]
    public async Task two_nodes_of_one_name_get_two_addresses()
    {
        using FakeNode first = new(hub) { Name = "Twins" }, second = new(hub) { Name = "Twins" }, third = new(hub) { Name = "Twins" };
        await first.EnrolAsync();

        await Task.WhenAll(second.EnrolAsync(), third.EnrolAsync());

        new[] { first.Answer.Slug, second.Answer.Slug, third.Answer.Slug }.ShouldBe(["twins", "twins-2", "twins-3"], ignoreOrder: true);
    }

    private static Task RefusedAsync(HttpResponseMessage response, InvitationState? state) =>
        FakeNode.RefusedAsync(response, HttpStatusCode.Unauthorized, "invitation-refused", new EnrolOutcome.InvitationRefused(state));

    [Fact]
    public async Task a_node_at_the_address_of_another_site_is_refused()
    {
        using var node = new FakeNode(hub);
        await hub.InScopeAsync(s => s.GetRequiredService<RegisterClient>().ExecuteAsync(
            new ClientRegistration($"Wiki at {node.Address[7..]}", ClientAuthentication.SecretBasic) { RedirectUris = [$"{node.Address}/back"] }, TestContext.Current.CancellationToken));

        await FakeNode.RefusedAsync(await node.ApplyAsync(await FakeNode.InviteAsync(hub)), HttpStatusCode.Conflict, "address-taken", new EnrolOutcome.AddressTaken());
    }
}
