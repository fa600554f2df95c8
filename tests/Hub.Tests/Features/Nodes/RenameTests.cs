using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Nodes;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Nodes;

/// <summary>People agree to sign in at a name a curator saw.</summary>
public sealed class RenameTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_a_member_calls_itself_waits_for_a_curator()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);

        await node.ReportAsync(node.Report with { Name = "ETH Z\u00fcrich", Institution = "ETH Z\u00fcrich" });

        (await NamesAsync(node)).ShouldBe((node.Name, node.Name, "University of Alpha"));
        (await hub.Browser().VisitAsync(HubLinks.Nodes.List)).ShouldNotSay("ETH Z\u00fcrich");
    }

    [Fact]
    public async Task a_curator_accepts_it_and_the_history_and_the_audit_say_so()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        await node.ReportAsync(node.Report with { Name = "Theta", Institution = null });
        var curator = await hub.StaffBrowser(Staff.Curator);
        (await curator.VisitAsync(HubLinks.Curation.Nodes)).ShouldSay("wants another name");

        var page = await (await curator.VisitAsync(HubLinks.Curation.Node(node.Answer.Slug))).Form("Accept the name").SendAsync();

        page.ShouldSay("The node has its new name.");
        page.ShouldSay($"renamed, by Mei: It was called {node.Name} (University of Alpha), and is called Theta.");
        (await NamesAsync(node)).ShouldBe(("Theta", "Theta", null));
        (await hub.QueryAsync(db => db.SignOnEvents.AnyAsync(e => e.Kind == SignOnEventKind.ClientChanged && e.ClientId == node.Answer.ClientId && e.Detail!.StartsWith("Name"), Ct))).ShouldBeTrue();
        page.ShouldNotSay("It wants another name");
    }

    [Fact]
    [Refuses(AcceptNameOutcome.NotProposed)]
    public async Task what_was_not_proposed_is_not_accepted()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        await node.ReportAsync(node.Report with { Name = "Iota" });
        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Node(node.Answer.Slug));
        await node.ReportAsync(node.Report with { Name = "Kappa" });

        (await page.Form("Accept the name").SendAsync()).ShouldRefuse(AcceptNameOutcome.NotProposed, NodesMessages.Sentence(AcceptNameOutcome.NotProposed));
        (await NamesAsync(node)).Member.ShouldBe(node.Name);
    }

    [Fact]
    [Refuses(AcceptNameOutcome.NameTaken)]
    public async Task another_sites_name_is_not_accepted()
    {
        using FakeNode node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve), other = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        var name = other.Name.ToUpperInvariant();
        await node.ReportAsync(node.Report with { Name = name });

        (await hub.InScopeAsync(s => s.GetRequiredService<AcceptName>().ExecuteAsync(node.Answer.Slug, name, "University of Alpha", null, Ct))).ShouldRefuse(AcceptNameOutcome.NameTaken);
        (await NamesAsync(node)).Client.ShouldBe(node.Name);
    }

    [Fact]
    public async Task a_name_is_accepted_although_somebody_decided_on_the_node_in_the_same_instant()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);
        await node.ReportAsync(node.Report with { Name = "Mu" });

        var outcome = await hub.InScopeAsync(async s =>
        {
            await s.GetRequiredService<HubDb>().Members.SingleAsync(m => m.Slug == node.Answer.Slug, Ct);
            await node.DecideAsync(MemberAct.Limit);
            return await s.GetRequiredService<AcceptName>().ExecuteAsync(node.Answer.Slug, "Mu", node.Report.Institution, null, Ct);
        });

        outcome.ShouldBe(AcceptNameOutcome.Renamed);
        (await NamesAsync(node)).ShouldBe(("Mu", "Mu", node.Report.Institution));
        (await node.MemberAsync()).State.ShouldBe(MemberState.Limited);
    }

    [Fact]
    [Refuses(typeof(DecideOutcome.NameTaken))]
    public async Task of_two_with_one_name_one_is_approved()
    {
        using FakeNode first = new(hub) { Name = "Lambda" }, second = new(hub) { Name = "lambda" };
        await first.EnrolAsync();
        await second.EnrolAsync();
        await first.DecideAsync(MemberAct.Approve);

        (await second.DecideAsync(MemberAct.Approve)).ShouldRefuse(new DecideOutcome.NameTaken("lambda"));
        (await second.MemberAsync()).State.ShouldBe(MemberState.Applied);
        await first.DecideAsync(MemberAct.Remove);
        (await second.DecideAsync(MemberAct.Approve)).ShouldBeOfType<DecideOutcome.Done>();
    }

    private Task<(string Member, string Client, string? Institution)> NamesAsync(FakeNode node) => hub.QueryAsync(async db =>
    {
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.Address == node.Address, Ct);
        return (member.Name, await db.Clients.Where(c => c.ClientId == member.ClientId).Select(c => c.Name).SingleAsync(Ct), member.Institution);
    });
}
