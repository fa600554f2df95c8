using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Nodes;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Nodes;

public sealed class DecideTests(HubHost hub) : IClassFixture<HubHost>
{
    [Theory]
    [InlineData(MemberState.Applied, "Approve Remove Leave")]
    [InlineData(MemberState.Active, "Limit Suspend Remove Leave")]
    [InlineData(MemberState.Limited, "Suspend Resume Remove Leave")]
    [InlineData(MemberState.Suspended, "Resume Remove Leave")]
    [InlineData(MemberState.Left, "ApplyAgain")]
    public void from_each_state_there_are_these_ways(MemberState state, string acts) =>
        Enum.GetValues<MemberAct>().Where(a => MemberMoves.To(state, a) is not null).Select(a => $"{a}").ShouldBe(acts.Split(' '));

    [Theory]
    [InlineData(MemberState.Active, true, "Approve")]
    [InlineData(MemberState.Limited, true, "Approve Limit")]
    [InlineData(MemberState.Suspended, false, "Approve Suspend")]
    [InlineData(MemberState.Active, true, "Approve Suspend Resume")]
    [InlineData(MemberState.Left, false, "Approve Remove")]
    [InlineData(MemberState.Left, false, "Remove")]
    public async Task sign_on_serves_the_node_as_its_state_says(MemberState state, bool isServed, string decided)
    {
        var acts = decided.Split(' ').Select(Enum.Parse<MemberAct>).ToArray();
        using var node = await FakeNode.EnrolledAsync(hub, acts);

        var member = await node.MemberAsync();
        (member.State, member.Reason).ShouldBe((state, MemberMoves.NeedsReason(acts[^1]) ? "Because." : null));
        (await node.IsClientEnabledAsync()).ShouldBe(isServed);
        (await hub.QueryAsync(db => db.MemberChanges.CountAsync(c => c.MemberId == member.Id))).ShouldBe(acts.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    [Refuses(typeof(DecideOutcome.NeedsReason))]
    public async Task a_node_is_owed_a_reason(string? reason)
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve);

        (await node.DecideAsync(MemberAct.Suspend, reason)).ShouldRefuse(new DecideOutcome.NeedsReason());
        (await node.DecideAsync(MemberAct.Suspend, new string('a', Member.ReasonMaxLength + 1))).ShouldRefuse(new DecideOutcome.NeedsReason());
        (await node.MemberAsync()).State.ShouldBe(MemberState.Active);
    }

    [Fact]
    [Refuses(typeof(DecideOutcome.NotNow))]
    public async Task what_the_state_does_not_allow_is_refused()
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Remove);

        (await node.DecideAsync(MemberAct.Approve)).ShouldRefuse(new DecideOutcome.NotNow(MemberState.Left));
    }

    [Fact]
    public async Task of_two_who_decide_at_once_the_second_is_told()
    {
        using var node = await FakeNode.EnrolledAsync(hub);

        var outcomes = await Task.WhenAll(node.DecideAsync(MemberAct.Approve), node.DecideAsync(MemberAct.Remove));

        var member = await node.MemberAsync();
        outcomes.Count(o => o is DecideOutcome.Done).ShouldBe(await hub.QueryAsync(db => db.MemberChanges.CountAsync(c => c.MemberId == member.Id)));
        (await node.IsClientEnabledAsync()).ShouldBe(member.State == MemberState.Active);
    }

    [Theory]
    [InlineData(nameof(AddressCheck.ProofWrong))]
    [InlineData(nameof(AddressCheck.OtherAddress))]
    [InlineData(nameof(AddressCheck.OtherHub))]
    [Refuses(typeof(DecideOutcome.Contradicted))]
    public async Task a_node_whose_address_is_another_ones_is_approved_by_those_who_say_so(string found)
    {
        var check = Enum.Parse<AddressCheck>(found);
        using var node = await FakeNode.EnrolledAsync(hub);
        await hub.QueryAsync(db => db.Members.Where(m => m.Address == node.Address).ExecuteUpdateAsync(set => set.SetProperty(m => m.Check, check)));

        (await node.DecideAsync(MemberAct.Approve)).ShouldRefuse(new DecideOutcome.Contradicted(check));
        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Node(node.Answer.Slug));
        page = await page.Form("Approve").SendAsync();
        page.ShouldSay(NodesMessages.ApproveAnyway);
        (await node.MemberAsync()).State.ShouldBe(MemberState.Applied);
        await page.Form("Approve").Check("What answers at its address is another node, or says so. I know better.").SendAsync();
        (await node.MemberAsync()).State.ShouldBe(MemberState.Active);
    }

    [Theory]
    [InlineData(nameof(MemberAct.Limit))]
    [InlineData(nameof(MemberAct.Suspend))]
    public async Task who_leaves_does_not_take_the_reason_along(string act)
    {
        using var node = await FakeNode.EnrolledAsync(hub, MemberAct.Approve, Enum.Parse<MemberAct>(act));

        (await node.LeaveAsync()).EnsureSuccessStatusCode();

        var member = await node.MemberAsync();
        (member.State, member.Reason).ShouldBe((MemberState.Left, "Because."));
    }

    [Fact]
    [Refuses(typeof(DecideOutcome.Unknown))]
    public async Task a_node_there_is_not_can_not_be_decided_on() =>
        (await hub.InScopeAsync(s => s.GetRequiredService<DecideOnNode>().ExecuteAsync("nowhere", MemberAct.Approve, null, null, TestContext.Current.CancellationToken)))
            .ShouldRefuse(new DecideOutcome.Unknown());

    [Fact]
    public async Task the_command_line_invites_lists_and_approves()
    {
        var invited = await RunAsync("invitation", "create", "--note", "Alpha", "--days", "3");
        using var node = new FakeNode(hub) { Name = "By Command" };
        await node.EnrolAsync(invited.Output.Trim());

        (await RunAsync("node", "list")).Output.ShouldContain($"by-command\tApplied\t{node.Address}");
        (await RunAsync("node", "approve", "by-command")).ShouldBe((0, "By Command is active now. Nobody has looked at its address yet.", ""));
        (await node.IsClientEnabledAsync()).ShouldBeTrue();
        (await RunAsync("node", "approve", "by-command")).Error.ShouldContain("the node is active");
        (await RunAsync("node", "approve", "nowhere")).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("91")]
    public async Task an_invitation_is_not_for_ever(string days) =>
        (await RunAsync("invitation", "create", "--note", "Alpha", "--days", days)).ShouldBe((1, "", "Choose 1 to 90 days."));

    [Fact]
    public async Task an_invitation_says_whom_it_is_for() => (await RunAsync("invitation", "create", "--note", " ")).Error.ShouldContain("Say whom");

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        string[] settings =
        [
            $"--Data:Directory={hub.DataDirectory}", $"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={hub.ConnectionString}",
        ];
        var exitCode = await HubCommandLine.RunAsync([.. arguments, .. settings], output, error);
        return (exitCode, output.ToString().Trim(), error.ToString().Trim());
    }
}
