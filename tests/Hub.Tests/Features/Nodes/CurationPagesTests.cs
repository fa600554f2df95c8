using System.Net;
using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Nodes;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;

namespace Agon.Hub.Tests.Features.Nodes;

public sealed class CurationPagesTests(HubHost hub) : IClassFixture<HubHost>
{
    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData(Staff.Curator, HttpStatusCode.OK)]
    [InlineData(Staff.Administrator, HttpStatusCode.OK)]
    public async Task only_staff_curates(string? role, HttpStatusCode status)
    {
        using var node = await FakeNode.EnrolledAsync(hub);
        var browser = await hub.SignedIn(await hub.Account(role: role));

        foreach (var page in new[] { HubLinks.Curation.Nodes, HubLinks.Curation.Invitations, HubLinks.Curation.Node(node.Answer.Slug) })
        {
            (await browser.VisitAsync(page)).Status.ShouldBe(status, page);
            (await hub.Browser().VisitAsync(page)).Path.ShouldStartWith("/account/sign-in");
        }
    }

    [Fact]
    public async Task an_invitation_shows_its_token_once_and_can_be_withdrawn()
    {
        var curator = await hub.StaffBrowser(Staff.Curator);

        var made = await (await curator.VisitAsync(HubLinks.Curation.Invitations)).Form("Make the invitation").Fill("Whom is it for?", "Beta, Bea").Fill("Good for how many days", "3").SendAsync();

        var token = made.Document.QuerySelectorAll("code.secret")[1].TextContent;
        token.ShouldStartWith("agonjoin_");
        made.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var again = await curator.VisitAsync(HubLinks.Curation.Invitations);
        again.ShouldSay("Beta, Bea");
        again.Document.Body!.InnerHtml.ShouldNotContain(token);

        (await again.Form("Withdraw the invitation for Beta, Bea").SendAsync()).ShouldSay("The invitation is withdrawn.");
        using var node = new FakeNode(hub);
        (await node.ApplyAsync(token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await again.Form("Withdraw the invitation for Beta, Bea").SendAsync()).ShouldSay(NodesMessages.NotOpen);
    }

    [Theory]
    [InlineData("", "7", typeof(InviteOutcome.BadNote), NodesMessages.EnterNote)]
    [InlineData("Beta", "0", typeof(InviteOutcome.BadDays), NodesMessages.ChooseDays)]
    [InlineData("Beta", "91", typeof(InviteOutcome.BadDays), NodesMessages.ChooseDays)]
    [Refuses(typeof(InviteOutcome.BadNote), typeof(InviteOutcome.BadDays))]
    public async Task an_invitation_needs_a_note_and_an_end(string note, string days, Type refusal, string sentence)
    {
        var form = (await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Invitations)).Form("Make the invitation");

        (await form.Fill("Whom is it for?", note).Fill("Good for how many days", days).SendAsync()).ShouldRefuse(refusal, sentence);
    }

    [Fact]
    public async Task a_curator_approves_suspends_with_a_reason_and_resumes()
    {
        using var node = new FakeNode(hub) { Name = "Gamma" };
        await node.EnrolAsync();
        var curator = await hub.StaffBrowser(Staff.Curator);

        var page = await (await curator.VisitAsync(HubLinks.Curation.Nodes)).FollowAsync("Gamma");
        page.ShouldSay("Alpha, Otto");
        page.ShouldSay("agon@alpha.example.org");
        page = await page.Form("Approve").SendAsync();
        page.ShouldSay("Gamma is active now.");

        page = await page.Form("Do it").Fill("What to do", nameof(MemberAct.Suspend)).SendAsync();
        page.ShouldSay(NodesMessages.NeedsReason);
        (await node.IsClientEnabledAsync()).ShouldBeTrue();

        page = await page.Form("Do it").Fill("What to do", nameof(MemberAct.Suspend)).Fill("Reason", "Unpatched <since> May.").SendAsync();
        page.ShouldSay("Unpatched <since> May.");
        page.ShouldSay("by Mei");
        (await node.IsClientEnabledAsync()).ShouldBeFalse();
        (await page.Form("Make active again").SendAsync()).ShouldSay("Gamma is active now.");
    }

    [Fact]
    public async Task what_only_the_node_can_do_no_curator_does()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Node(node.Answer.Slug));
        page.Document.QuerySelector("select")!.InnerHtml += "<option value='Leave' selected>Leave</option>";

        (await page.Form("Do it").SendAsync()).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await node.MemberAsync()).State.ShouldBe(MemberState.Active);
    }

    [Fact]
    public async Task a_curator_has_the_address_looked_at_again()
    {
        using var node = new FakeNode(hub, "http://127.0.0.1:9");
        await node.EnrolAsync();
        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Node(node.Answer.Slug));

        (await page.Form("Look again now").SendAsync()).ShouldSay("private or reserved network");
    }

    [Fact]
    public async Task everybody_sees_members_and_nobody_sees_applicants()
    {
        using FakeNode active = new(hub) { Name = "Delta" }, applied = new(hub) { Name = "Epsilon" }, suspended = new(hub) { Name = "Zeta" }, limited = new(hub) { Name = "Theta" }, declined = new(hub) { Name = "Eta" };
        foreach (var node in new[] { active, applied, suspended, limited, declined })
        {
            await node.EnrolAsync();
        }

        await active.DecideAsync(MemberAct.Approve);
        await suspended.DecideAsync(MemberAct.Approve);
        await suspended.DecideAsync(MemberAct.Suspend, "Unpatched.");
        await limited.DecideAsync(MemberAct.Approve);
        await limited.DecideAsync(MemberAct.Limit, "Unmoderated.");
        await declined.DecideAsync(MemberAct.Remove, "Not a university.");
        var browser = hub.Browser();

        var list = await browser.VisitAsync(HubLinks.Nodes.List);
        list.ShouldSay("Delta");
        new[] { "Epsilon", "Zeta", "Theta", "Eta" }.ShouldAllBe(name => !list.Text.Contains(name));
        (await list.FollowAsync("Delta")).ShouldSay("University of Alpha");
        (await browser.VisitAsync(HubLinks.Nodes.Show(suspended.Answer.Slug))).ShouldSay("Unpatched.");
        (await browser.VisitAsync(HubLinks.Nodes.Show(limited.Answer.Slug))).ShouldSay("Unmoderated.");
        (await browser.VisitAsync(HubLinks.Nodes.Show(applied.Answer.Slug))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.VisitAsync(HubLinks.Nodes.Show(declined.Answer.Slug))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.VisitAsync(HubLinks.Nodes.Show("nowhere"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.VisitAsync(HubLinks.Nodes.Show(active.Answer.Slug))).ShouldNotSay("agon@alpha.example.org");
    }
}
