using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Catalogue.Intake;

public sealed class InventoryTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task what_is_alike_needs_one_call_and_changes_nothing()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(node, 6);

        var answer = await CompareAsync(node, Inventory(node, Items(records)));

        (answer.Cursor, answer.List.Count, answer.Tell.Count).ShouldBe((node.Cursor, 0, 0));
        var state = await StateAsync(node);
        (state.LastAt, state.Told, state.Missing, state.Differing, state.Phantoms).ShouldBe((hub.Clock.GetUtcNow(), records.Count, 0, 0, 0));
    }

    [Fact]
    public async Task what_the_hub_lacks_or_has_otherwise_is_told_again()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(node, 6);
        var id = await node.IdAsync();
        await hub.QueryAsync(db => db.FeedItems.Where(i => i.MemberId == id && i.Key == records[0].Key).ExecuteDeleteAsync());
        await hub.QueryAsync(db => db.FeedItems.Where(i => i.MemberId == id && i.Key == records[1].Key).ExecuteUpdateAsync(set => set.SetProperty(i => i.Revision, 1)));

        var (answer, tell) = await ExchangeAsync(node, Items(records));

        tell.Select(t => t.Key).ShouldBe([records[0].Key, records[1].Key], ignoreOrder: true);
        answer.List.ShouldBeEmpty();
        var state = await StateAsync(node);
        (state.Missing, state.Differing, state.Phantoms).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task what_the_node_does_not_tell_goes_with_all_that_belongs_to_it_and_can_come_back()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(node, 20);
        var (key, board) = (TellingNode.NewId(), TellingNode.NewId());
        FeedRecord[] phantom = [node.Tell(key, node.Card("Phantom")), node.Tell(board, TellingNode.Board(key)), node.Tell(node.Row(board))];
        await node.TakenAsync(phantom);

        var (_, tell) = await ExchangeAsync(node, Items(records));

        tell.ShouldBeEmpty();
        (await node.ListingAsync(key))!.WithdrawnReason.ShouldBe(Withdrawals.Missing);
        (await node.ItemsAsync()).ShouldBe(records.Count);
        (await hub.QueryAsync(db => db.Standings.CountAsync(s => s.Key == board))).ShouldBe(0);
        (await CompareAsync(node, Inventory(node, Items(records)))).List.ShouldBeEmpty("nothing of it comes out as a difference");

        var again = node.Tell(key, node.Card("Phantom"));
        await node.TakenAsync(again);
        (await node.ListingAsync(key))!.IsWithdrawn.ShouldBeFalse();
    }

    [Fact]
    [Refuses(ShrinkOutcome.NotNow)]
    public async Task much_less_waits_for_a_curator_who_removes_it()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(node, 4);

        var (_, tell) = await ExchangeAsync(node, Items(records[1..]));

        tell.ShouldBeEmpty();
        (await node.ListingAsync(records[0].Key))!.IsWithdrawn.ShouldBeFalse("a quarter is no ordinary loss");
        var curator = await hub.StaffBrowser(Staff.Curator);
        var overview = await curator.VisitAsync(HubLinks.Curation.Feeds);
        overview.ShouldSay("lacks much");
        var page = await overview.FollowAsync((await node.Node.MemberAsync()).Name);
        page.ShouldSay(InventoryMessages.Alarm(await StateAsync(node)));
        page.ShouldSay("Competition 0");

        var removed = await page.Form("Remove them here").SendAsync();

        removed.ShouldSay(InventoryMessages.Sentence(ShrinkOutcome.Removed));
        (await node.ListingAsync(records[0].Key))!.WithdrawnReason.ShouldBe(Withdrawals.Missing);
        (await page.Form("Remove them here").SendAsync()).ShouldRefuse(ShrinkOutcome.NotNow, InventoryMessages.Sentence(ShrinkOutcome.NotNow));
        (await curator.VisitAsync(HubLinks.Curation.Node(node.Node.Answer.Slug))).ShouldSay("what it does not tell any more removed");
    }

    [Fact]
    public async Task an_empty_inventory_deletes_nothing_and_kept_facts_are_not_asked_about_again()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(node, 3);
        await ExchangeAsync(node, []);
        (await node.ItemsAsync()).ShouldBe(3);
        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Feed(node.Node.Answer.Slug));

        (await page.Form("Keep them").SendAsync()).ShouldSay(InventoryMessages.Sentence(ShrinkOutcome.Kept));
        await ExchangeAsync(node, []);

        (await StateAsync(node)).AlarmAt.ShouldBeNull();
        await ExchangeAsync(node, Items(records[..1]));
        (await StateAsync(node)).AlarmAt.ShouldNotBeNull("these are others");
        await ExchangeAsync(node, Items(records));
        ((await StateAsync(node)).AlarmAt, await node.ItemsAsync()).ShouldBe((null, 3));
    }

    [Fact]
    public async Task what_was_told_again_since_the_alarm_stays()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(node, 2);
        await ExchangeAsync(node, []);
        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Feed(node.Node.Answer.Slug));
        await node.TakenAsync(node.Tell(records[0].Key, node.Card("Back")));

        await page.Form("Remove them here").SendAsync();

        (await node.ListingAsync(records[0].Key))!.Title.ShouldBe("Back");
        (await node.ListingAsync(records[1].Key))!.IsWithdrawn.ShouldBeTrue();
    }

    [Fact]
    public async Task what_was_refused_as_it_is_is_not_asked_for_again()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var orphan = node.Tell(TellingNode.NewId(), TellingNode.Board(TellingNode.NewId()));
        (await node.RefusedAsync(orphan, IntakeRefusal.Orphan)).Problem.ShouldBe(RecordResult.Orphan);

        var (_, tell) = await ExchangeAsync(node, [.. Items([orphan]), new InventoryItem("later", "x", 1, new string('a', 64))]);

        tell.ShouldBeEmpty();
    }

    [Fact]
    [Refuses(typeof(InventoryOutcome.Stale))]
    public async Task one_that_is_not_of_the_hubs_number_is_refused()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(node, 2);
        var inventory = Inventory(node, Items(records));
        await node.TakenAsync(node.Tell(TellingNode.NewId(), node.Card()));

        var problem = await RefusedAsync(await SendAsync(node, inventory), HttpStatusCode.Conflict, "feed-gap", new InventoryOutcome.Stale(node.Cursor));

        problem["cursor"]!.GetValue<long>().ShouldBe(node.Cursor);
        (await node.ItemsAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task a_batch_between_two_calls_ends_the_exchange()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(node, 2);
        var items = Items(records[1..]).Append(new InventoryItem(RecordKinds.Competition, TellingNode.NewId(), 1, new string('a', 64))).ToList();
        var first = await CompareAsync(node, Inventory(node, items));
        first.List.ShouldNotBeEmpty();
        var second = Inventory(node, items, [.. first.List]);
        await node.TakenAsync(node.Tell(TellingNode.NewId(), node.Card()));

        (await SendAsync(node, second)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task nobody_reaches_what_another_node_told()
    {
        using var victim = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(victim, 3);
        using var thief = await TellingNode.ActiveAsync(hub);
        await ToldAsync(thief, 3);

        var (_, tell) = await ExchangeAsync(thief, Items(records));

        tell.Count.ShouldBe(3, "its own ledger lacks them");
        (await victim.ItemsAsync()).ShouldBe(3);
        (await victim.ListingAsync(records[0].Key))!.IsWithdrawn.ShouldBeFalse();
    }

    [Fact]
    [Refuses(typeof(InventoryOutcome.Impossible))]
    [Refuses(typeof(InventoryOutcome.NotAMember))]
    public async Task counts_that_lie_bodies_that_are_none_and_nodes_that_are_none_are_refused()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var good = Inventory(node, Items(await ToldAsync(node, 2)));

        await RefusedAsync(await SendAsync(node, good with { Records = 7 }), HttpStatusCode.UnprocessableEntity, "feed-refused", new InventoryOutcome.Impossible());
        (await PostAsync(node, "{}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(node, "null")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(node, new string(' ', 50 * 1024 * 1024))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await node.Node.PostAsync(FederationPaths.Inventory, null, "{}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await node.Node.DecideAsync(MemberAct.Suspend, "Spam.");
        await RefusedAsync(await SendAsync(node, good), HttpStatusCode.Forbidden, "not-a-member", new InventoryOutcome.NotAMember(MemberState.Suspended, "Spam."));
    }

    [Fact]
    public async Task a_curator_asks_for_one_and_the_node_hears_of_it_until_it_came()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var records = await ToldAsync(node, 1);
        var page = await (await hub.StaffBrowser(Staff.Curator)).VisitAsync(HubLinks.Curation.Feed(node.Node.Answer.Slug));
        page.ShouldSay(InventoryMessages.None);

        (await page.Form("Ask for an inventory now").SendAsync()).ShouldSay(InventoryMessages.Waits);

        (await FakeNode.ReplyAsync(await node.Node.ReportAsync())).Requests.ShouldBe([HubRequests.Inventory]);
        await ExchangeAsync(node, Items(records));
        (await FakeNode.ReplyAsync(await node.Node.ReportAsync())).Requests.ShouldBeEmpty();
    }

    private static async Task<List<FeedRecord>> ToldAsync(TellingNode node, int competitions)
    {
        var records = Enumerable.Range(0, competitions).Select(i => node.Tell(TellingNode.NewId(), node.Card($"Competition {i}"))).ToList();
        await node.TakenAsync([.. records]);
        return records;
    }

    private static List<InventoryItem> Items(IEnumerable<FeedRecord> records) => [.. records.Select(r => new InventoryItem(r.Kind, r.Key, r.Revision, r.Hash))];

    private FeedInventory Inventory(TellingNode node, IReadOnlyList<InventoryItem> items, params string[] list)
    {
        var buckets = InventoryRules.Buckets(items, 2);
        return new FeedInventory
        {
            Version = 1,
            At = node.Cursor,
            SentAt = hub.Clock.GetUtcNow(),
            Depth = 2,
            Records = items.Count,
            Buckets = [.. buckets.OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => new InventoryBucket(b.Key, b.Value.Count, InventoryRules.DigestOf(b.Value)))],
            Listings = [.. list.Where(buckets.ContainsKey).Select(id => new InventoryListing(id, buckets[id]))],
        };
    }

    private async Task<(InventoryAnswer Answer, List<InventoryItem> Tell)> ExchangeAsync(TellingNode node, IReadOnlyList<InventoryItem> items)
    {
        var buckets = InventoryRules.Buckets(items, 2);
        var answer = await CompareAsync(node, Inventory(node, items));
        var tell = new List<InventoryItem>();
        while (answer.List.Count > 0)
        {
            answer = await CompareAsync(node, Inventory(node, items, [.. answer.List]));
            tell.AddRange(answer.Tell.SelectMany(t => t.Places.Select(p => buckets[t.Id][p])));
        }

        return (answer, tell);
    }

    private static async Task<InventoryAnswer> CompareAsync(TellingNode node, FeedInventory inventory)
    {
        var response = await SendAsync(node, inventory);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(FeedJson.Default.InventoryAnswer))!;
    }

    private static Task<HttpResponseMessage> SendAsync(TellingNode node, FeedInventory inventory) => PostAsync(node, JsonSerializer.Serialize(inventory, FeedJson.Default.FeedInventory));

    private static async Task<HttpResponseMessage> PostAsync(TellingNode node, string body) => await node.Node.PostAsync(FederationPaths.Inventory, await node.Node.AccessTokenAsync(), body);

    private static async Task<JsonObject> RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string type, InventoryOutcome outcome)
    {
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        (response.StatusCode, problem["type"]!.GetValue<string>().Split('#')[^1], problem["detail"]!.GetValue<string>()).ShouldBe((status, type, InventoryMessages.Sentence(outcome)));
        Refused.See((object)outcome);
        return problem;
    }

    private async Task<NodeInventory> StateAsync(TellingNode node)
    {
        var id = await node.IdAsync();
        return await hub.QueryAsync(db => db.NodeInventories.AsNoTracking().SingleAsync(i => i.MemberId == id));
    }
}
