using System.Net;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Data;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Federation;
using Agon.Node.Features.SignOn.Issuers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Federation;

public sealed class MembershipTests(NodeHost node) : IClassFixture<NodeHost>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await node.QueryAsync(async db => await db.Memberships.ExecuteDeleteAsync(Ct) + await db.NodeKeys.ExecuteDeleteAsync(Ct) + await db.Issuers.ExecuteDeleteAsync(Ct));
        node.Services.GetRequiredService<HubAccessTokens>().Forget();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task an_operator_joins_with_address_and_token_and_sees_how_it_stands()
    {
        var hub = new FakeHub(node);
        var browser = await OperatorAsync();

        var page = await JoinAsync(browser, $" {hub.Address}/ ", $" {FakeHub.Token} ");

        page.ShouldSay("The hub has this node's application.");
        page.ShouldSay("waiting for approval");
        hub.Application!.Keys.Keys.Count.ShouldBe(1);
        (await IssuerAsync()).ShouldBeNull("nobody signs in by a hub that has not approved");
        (await browser.VisitAsync(NodeLinks.Administration.Hub)).Document.QuerySelector("input[name='Form.Token']").ShouldBeNull();
    }

    [Fact]
    public async Task what_the_hub_reads_at_the_node_proves_that_the_node_is_at_home_there()
    {
        var hub = await JoinedAsync();

        var description = await DescriptionAsync();

        var expected = new TokenExpectation { Types = [NodeTokens.Proof], Issuer = description.Address, Audiences = [hub.Address], MaxAge = NodeTokens.Lifetime };
        var proof = SignedTokens.Verify(description.Proof!, expected, hub.Known, node.Clock.GetUtcNow()).ShouldBeOfType<TokenReading.Accepted>();
        proof.Claims.GetProperty("nonce").GetString().ShouldBe("a-challenge");
        description.Hub.ShouldBe(hub.Address);
    }

    [Fact]
    public async Task without_a_hub_the_node_describes_itself_without_a_proof()
    {
        var description = await DescriptionAsync();

        (description.Version, description.Hub, description.Proof, description.Address).ShouldBe((1, null, null, "http://localhost"));
        description.Keys.Keys.Count.ShouldBe(1);
    }

    [Fact]
    public async Task once_approved_it_reports_and_people_can_sign_in_by_the_hub()
    {
        var hub = await JoinedAsync();
        await CallAsync();
        hub.Reports.ShouldBeEmpty();

        hub.State = MemberState.Active;
        var membership = await CallAsync();

        (membership!.State, membership.LastError).ShouldBe((MemberState.Active, null));
        hub.Reports.ShouldHaveSingleItem().Software.ShouldBe(DescribeNode.Software);
        var issuer = await IssuerAsync();
        (issuer!.Address, issuer.ClientId, issuer.Name, issuer.IsEnabled, issuer.Source).ShouldBe((hub.Address, "node-1", "The Hub", true, IssuerSource.Membership));
    }

    [Fact]
    public async Task the_report_says_how_the_node_is_and_what_it_can()
    {
        var hub = await ActiveAsync();

        var report = hub.Reports[^1];
        report.Status.ShouldBe(NodeStatus.Healthy);
        report.Capabilities.ShouldBe([NodeCapabilities.BackChannelLogout, NodeCapabilities.EndedSessions, NodeCapabilities.NewPeople]);

        // The hub gives accounts also where strangers may not register.
        await node.DoAsync<EditSiteSettings, int>(async v =>
        {
            await v.ExecuteAsync(settings => settings.IsRegistrationOpen = false, Ct);
            return 0;
        });
        await CallAsync();
        hub.Reports[^1].Capabilities.ShouldContain(NodeCapabilities.NewPeople);
        await node.QueryAsync(db => db.SiteSettings.ExecuteDeleteAsync(Ct));

        await node.DoAsync<LimitHub, Issuer?>(v => v.ExecuteAsync(isOn: true, givesAccounts: false, vouchesForAddresses: true, Ct));
        await CallAsync();
        hub.Reports[^1].Capabilities.ShouldNotContain(NodeCapabilities.NewPeople);
    }

    [Fact]
    public async Task an_access_token_is_used_until_shortly_before_its_end()
    {
        var hub = await ActiveAsync();
        hub.TokensGiven.ShouldBe(1);

        await CallAsync();
        hub.TokensGiven.ShouldBe(1);

        node.Clock.Advance(TimeSpan.FromMinutes(5));
        await CallAsync();
        hub.TokensGiven.ShouldBe(2);
    }

    [Fact]
    public async Task a_suspended_node_shows_the_reason_and_nobody_signs_in_by_the_hub()
    {
        var hub = await ActiveAsync();
        (hub.State, hub.Reason) = (MemberState.Suspended, "Its people were sent elsewhere.");

        await CallAsync();

        (await IssuerAsync())!.IsEnabled.ShouldBeFalse();
        var page = await (await OperatorAsync()).VisitAsync(NodeLinks.Administration.Hub);
        page.ShouldSay("suspended");
        page.ShouldSay("Its people were sent elsewhere.");

        (hub.State, hub.Reason) = (MemberState.Active, null);
        await CallAsync();
        (await IssuerAsync())!.IsEnabled.ShouldBeTrue();
    }

    [Fact]
    public async Task a_removed_node_calls_no_more_and_may_join_again()
    {
        var hub = await ActiveAsync();
        (hub.State, hub.Reason) = (MemberState.Left, "Gone.");

        (await CallAsync())!.NextCallAt.ShouldBeNull();

        (await IssuerAsync()).ShouldBeNull();
        hub.State = MemberState.Applied;
        (await JoinAsync(await OperatorAsync(), hub.Address, FakeHub.Token)).ShouldSay("waiting for approval");
    }

    [Fact]
    public async Task a_hub_that_does_not_answer_is_called_less_and_less_often_and_the_page_says_so()
    {
        var hub = await ActiveAsync();
        hub.TakeDown();
        var pauses = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            var failed = await CallAsync();
            pauses.Add((failed!.NextCallAt! - node.Clock.GetUtcNow()).Value.TotalMinutes);
            failed.LastError.ShouldBe("The hub can't be reached.");
        }

        pauses[0].ShouldBeInRange(0.9, 1.1);
        pauses[2].ShouldBeInRange(3.6, 4.4);
        pauses[6].ShouldBeInRange(13.5, 16.5);
        (await IssuerAsync())!.IsEnabled.ShouldBeTrue("the hub may be back for a person sooner than for a call");

        hub.PutUp();
        var page = await (await (await OperatorAsync()).VisitAsync(NodeLinks.Administration.Hub)).Form("Call now").SendAsync();
        page.ShouldSay("The hub has answered.");
        page.ShouldNotSay("Last call failed");
    }

    [Fact]
    public async Task a_member_whose_token_is_refused_although_it_is_active_is_told()
    {
        var hub = await ActiveAsync();
        hub.Instead = r => r.RequestUri!.AbsolutePath == "/connect/token" ? new HttpResponseMessage(HttpStatusCode.BadRequest) : null;
        node.Services.GetRequiredService<HubAccessTokens>().Forget();

        (await CallAsync())!.LastError!.ShouldContain("gives this node no token");
    }

    [Fact]
    public async Task sessions_that_ended_at_the_hub_are_reported_as_dealt_with_and_come_no_more()
    {
        var hub = await ActiveAsync();
        var ended = Guid.CreateVersion7(node.Clock.GetUtcNow());
        hub.EndedSessions.Add(new SessionEnd(ended, "sid-1", null));

        (await CallAsync())!.NextCallAt.ShouldBe(node.Clock.GetUtcNow());
        await CallAsync();

        hub.Reports[^1].Handled.ShouldBe([ended]);
        hub.EndedSessions.ShouldBeEmpty();
        (await CallAsync())!.HandledIds.ShouldBeEmpty();
        (await node.QueryAsync(db => db.ReceivedLogouts.AnyAsync(l => l.IssuerAddress == hub.Address && l.Sid == "sid-1"))).ShouldBeTrue();
    }

    [Fact]
    public async Task the_key_is_rolled_without_a_moment_in_which_none_works()
    {
        var hub = await ActiveAsync();
        var old = hub.Known.ShouldHaveSingleItem();

        var page = await (await (await OperatorAsync()).VisitAsync(NodeLinks.Administration.Hub)).Form("Roll the key").SendAsync();

        page.ShouldSay("The new key signs from now on.");
        hub.Known.ShouldHaveSingleItem().ShouldNotBe(old);
        node.Services.GetRequiredService<HubAccessTokens>().Forget();
        (await CallAsync())!.LastError.ShouldBeNull();
    }

    [Fact]
    public async Task the_old_key_signs_while_the_hub_can_not_be_told()
    {
        var hub = await ActiveAsync();
        hub.TakeDown();

        (await (await (await OperatorAsync()).VisitAsync(NodeLinks.Administration.Hub)).Form("Roll the key").SendAsync())
            .ShouldSay("The hub does not know the new key yet");
        hub.PutUp();
        await CallAsync();
        await CallAsync();

        hub.Known.ShouldHaveSingleItem().Kid.ShouldBe((await DescriptionAsync()).Keys.Keys.ShouldHaveSingleItem().Kid);
    }

    [Fact]
    public async Task leaving_tells_the_hub_and_takes_it_off_the_sign_in_page()
    {
        var hub = await ActiveAsync();

        var page = await (await (await OperatorAsync()).VisitAsync(NodeLinks.Administration.Hub)).Form("Leave the hub").SendAsync();

        page.ShouldSay("This node has left the hub.");
        hub.HasLeft.ShouldBeTrue();
        (await IssuerAsync()).ShouldBeNull();
        (await node.QueryAsync(db => db.Memberships.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task a_hub_that_is_down_is_told_later_and_nobody_signs_in_by_it_meanwhile()
    {
        var hub = await ActiveAsync();
        hub.TakeDown();

        (await (await (await OperatorAsync()).VisitAsync(NodeLinks.Administration.Hub)).Form("Leave the hub").SendAsync()).ShouldSay("told as soon as it answers");
        (await IssuerAsync()).ShouldBeNull();
        (await DescriptionAsync()).Proof.ShouldBeNull();

        hub.PutUp();
        (await CallAsync()).ShouldBeNull();
        hub.HasLeft.ShouldBeTrue();
    }

    [Fact]
    public async Task a_hub_that_answers_slowly_is_not_trusted_again_after_the_operator_left()
    {
        var hub = await ActiveAsync();

        // What leaving does first, while the hub thinks.
        hub.Before = request => request.RequestUri!.AbsolutePath != FederationPaths.Report ? Task.CompletedTask : node.InScopeAsync(async s =>
        {
            await s.GetRequiredService<NodeDb>().Memberships.ExecuteUpdateAsync(set => set.SetProperty(m => m.IsLeaving, true), Ct);
            await s.GetRequiredService<DistrustHub>().ExecuteAsync(hub.Address, Ct);
            return true;
        });

        await CallAsync();

        (await IssuerAsync()).ShouldBeNull();
        (await node.QueryAsync(db => db.Memberships.SingleAsync(Ct))).IsLeaving.ShouldBeTrue();
    }

    private Task<PageClient> OperatorAsync() => node.InScopeAsync(async _ => await node.BrowserOf(await node.Given.Account(isOperator: true)));

    private static async Task<Page> JoinAsync(PageClient browser, string hub, string token) =>
        await (await browser.VisitAsync(NodeLinks.Administration.Hub)).Form("Join").Fill("Address of the hub", hub).Fill("Token", token).SendAsync();

    private async Task<FakeHub> JoinedAsync()
    {
        var hub = new FakeHub(node);
        (await node.InScopeAsync(s => s.GetRequiredService<JoinHub>().ExecuteAsync(hub.Address, FakeHub.Token, Ct))).ShouldBe(new JoinHubOutcome.Applied("alpha"));
        return hub;
    }

    private async Task<FakeHub> ActiveAsync()
    {
        var hub = await JoinedAsync();
        hub.State = MemberState.Active;
        (await CallAsync())!.State.ShouldBe(MemberState.Active);
        return hub;
    }

    private Task<Membership?> CallAsync() => node.InScopeAsync(s => s.GetRequiredService<CallHub>().ExecuteAsync(Ct));

    private Task<Issuer?> IssuerAsync() => node.QueryAsync(db => db.Issuers.AsNoTracking().SingleOrDefaultAsync(i => i.Slug == Issuer.HubSlug));

    private async Task<NodeDescription> DescriptionAsync() => System.Text.Json.JsonSerializer.Deserialize(
        await node.Api().GetStringAsync(new Uri(FederationPaths.NodeDescription, UriKind.Relative), Ct), EnrolmentJson.Default.NodeDescription)!;
}
