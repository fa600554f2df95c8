using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Catalogue.Intake;
using Agon.Hub.Tests.Features.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Catalogue.Observatory;

public sealed class FeedPageTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task a_curator_sees_how_the_feed_goes_and_what_is_refused()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        node.Skew = TimeSpan.FromHours(-3);
        await node.TakenAsync(node.Tell(TellingNode.NewId(), node.Card()));
        var refused = Enumerable.Range(0, 60).Select(_ => node.Tell(TellingNode.NewId(), TellingNode.Board(TellingNode.NewId()))).ToArray();
        await node.TellAsync([.. refused, node.Withdraw("<b>evil</b>", "<script>alert(1)</script>" + new string('x', 300))]);
        var curator = await hub.StaffBrowser(Staff.Curator);

        var page = await (await curator.VisitAsync(HubLinks.Curation.Node(node.Node.Answer.Slug))).FollowAsync("What it has told");

        page.ShouldSay("number 62 of 62");
        page.ShouldSay("1 taken, 0 known already, 61 refused");
        page.ShouldSay("3 h 00 min behind the hub's");
        page.ShouldSay("1 competition, no withdrawn ones");
        page.ShouldSay("61 records");
        page.ShouldSay(IntakeMessages.Sentence(IntakeRefusal.Orphan));
        page.ShouldSay("<script>alert(1)</script>");
        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(50);
        (await page.FollowAsync("Next")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(11);
    }

    [Fact]
    public async Task a_curator_sees_what_changed_with_before_and_after()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card("Oats"));
        await node.TakenAsync(node.Tell(key, card));
        var curator = await hub.StaffBrowser(Staff.Curator);
        (await (await curator.VisitAsync(HubLinks.Curation.Feed(node.Node.Answer.Slug))).FollowAsync("What it changed")).ShouldSay(IntakeMessages.NoChanges);

        var text = new string('a', 400);
        await node.TakenAsync(node.Tell(key, card with { Text = text }), node.Tell(key, card with { Title = "<b>Rye</b>", Text = text + "😀 and more", Prize = "A cup", Phases = [card.Phases[0] with { Name = "Other" }] }));
        await node.TakenAsync(node.Tell(TellingNode.NewId(), node.Card("Another")), node.Withdraw(RecordKinds.Competition, key));
        await node.TakenAsync(node.Tell(key, card));

        var page = await curator.VisitAsync(HubLinks.Curation.FeedChanges(node.Node.Answer.Slug));
        var rows = page.Document.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        rows.Count.ShouldBe(4);
        rows[0].ShouldEndWith("Oatslisted again");
        rows[1].ShouldEndWith($"withdrawn: {Withdrawals.Deleted}");
        rows[2].ShouldContain("Title: Oats → <b>Rye</b>");
        rows[2].ShouldContain($"… {new string('a', 40)} → … {new string('a', 40)}😀 and more");
        rows[2].ShouldContain("Prize: nothing → A cup");
        rows[2].ShouldContain($"Phases: {card.Phases[0].Name} ");
        rows[3].ShouldContain("Text: ");
        rows[3].ShouldNotContain("Title: ");
    }

    [Fact]
    public async Task of_changes_the_newest_are_kept()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card("Oats"));
        await node.TakenAsync(node.Tell(key, card));
        for (var i = 0; i < 3; i++)
        {
            await node.TakenAsync([.. Enumerable.Range(0, 400).Select(n => node.Tell(key, card with { Title = $"Oats {(i * 400) + n}" }))]);
        }

        var id = await node.IdAsync();
        var kept = await hub.QueryAsync(db => db.CardChanges.Where(c => c.MemberId == id).OrderBy(c => c.Sequence).ToListAsync());
        kept.Count.ShouldBe(CardChange.MaxKept);
        kept[^1].Differences.ShouldHaveSingleItem().After.ShouldBe("Oats 1199");
    }

    [Fact]
    public async Task a_node_that_has_told_nothing_says_so_and_nobody_else_looks()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var address = HubLinks.Curation.Feed(node.Node.Answer.Slug);

        (await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(address)).ShouldSay(IntakeMessages.NothingYet);
        (await (await hub.SignedIn(await hub.Account())).VisitAsync(address)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await hub.Browser().VisitAsync(address)).Path.ShouldStartWith("/account/sign-in");
    }

    [Fact]
    [Refuses(typeof(BatchOutcome.Gap))]
    public async Task a_curator_has_it_told_again_and_nothing_changes_by_it()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var key = TellingNode.NewId();
        FeedRecord[] records = [node.Tell(key, node.Card()), node.Tell(TellingNode.NewId(), node.Card("Oats")), node.Tell(TellingNode.NewId(), TellingNode.Board(key + "0"))];
        await node.TellAsync(records);
        (await FakeNode.ReplyAsync(await node.Node.ReportAsync())).Requests.ShouldBeEmpty();
        var before = await node.ListingAsync(key);

        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Feed(node.Node.Answer.Slug));
        page = await page.Form("Have it told again").Fill("Everything after number", "0").SendAsync();

        page.ShouldSay(IntakeMessages.Sentence(ReplayOutcome.Replayed));
        page.ShouldSay("set back");
        page.ShouldSay(IntakeMessages.NoProblems);
        (await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Node(node.Node.Answer.Slug))).ShouldSay("asked to tell again, by Mei: From number 3 back to 0.");

        // It hears of it, calls with nothing new, hears where to go on, and does.
        (await FakeNode.ReplyAsync(await node.Node.ReportAsync())).Requests.ShouldBe([HubRequests.Feed]);
        await TellingNode.RefusedAsync(await node.SendAsync(node.Batch()), HttpStatusCode.Conflict, "feed-gap", new BatchOutcome.Gap(0));
        node.Cursor = 0;
        (await node.TellAsync(records)).Results.Select(r => r.Verdict).ShouldBe([RecordVerdict.Unchanged, RecordVerdict.Unchanged, RecordVerdict.Refused]);
        (await node.ListingAsync(key)).ShouldBeEquivalentTo(before);
        (await node.ProblemsAsync()).Count.ShouldBe(1);
        (await FakeNode.ReplyAsync(await node.Node.ReportAsync())).Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("rubbish")]
    [Refuses(ReplayOutcome.NotBack)]
    public async Task one_can_only_go_back(string from)
    {
        using var node = await TellingNode.ActiveAsync(hub);
        await node.TakenAsync(node.Tell(TellingNode.NewId(), node.Card()));
        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Feed(node.Node.Answer.Slug));

        (await page.Form("Have it told again").Fill("Everything after number", from).SendAsync()).ShouldRefuse(ReplayOutcome.NotBack, IntakeMessages.Sentence(ReplayOutcome.NotBack));

        (await node.CursorAsync()).Cursor.ShouldBe(1);
    }

    [Fact]
    public async Task a_suspended_node_is_asked_for_nothing()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        await node.TakenAsync(node.Tell(TellingNode.NewId(), node.Card()));
        var id = await node.IdAsync();
        await hub.InScopeAsync(s => s.GetRequiredService<ReplayFrom>().ExecuteAsync(id, 0, by: null, TestContext.Current.CancellationToken));
        await node.Node.DecideAsync(MemberAct.Suspend);

        (await FakeNode.ReplyAsync(await node.Node.StandingAsync())).Requests.ShouldBeEmpty();
    }
}
