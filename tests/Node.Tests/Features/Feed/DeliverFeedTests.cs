using System.Net;
using System.Net.Http.Json;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.Competitions.Manage;
using Agon.Node.Features.Feed;
using Agon.Node.Tests.Features.Federation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Feed;

/// <summary>Each test on a node of its own: the feed is one, and so is the hub.</summary>
public sealed class DeliverFeedTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();
    private FakeHub _hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _node.InitializeAsync();
        _hub = await _node.JoinedHubAsync();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task the_hub_is_told_once_and_in_order()
    {
        var competition = await _node.PublishedAsync();
        await _node.Given.Scored(competition);
        var feed = await _node.FeedAsync();

        await _node.DeliverAsync();
        await _node.DeliverAsync();

        var batch = _hub.Batches.ShouldHaveSingleItem();
        (batch.After, batch.Through, batch.Head, batch.SentAt).ShouldBe((0, feed[^1].Sequence, feed[^1].Sequence, _node.Clock.GetUtcNow()));
        Told().Select(r => r.Sequence).ShouldBe(feed.Select(f => f.Sequence));
        var delivery = await _node.DeliveryAsync();
        (delivery.Cursor, delivery.LastError, delivery.LastTakenAt).ShouldBe((feed[^1].Sequence, null, _node.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task only_what_is_new_goes_out_later()
    {
        var competition = await _node.PublishedAsync();
        await _node.FeedAsync();
        await _node.DeliverAsync();
        _hub.Told.Clear();

        await EditAsync(competition, "Rye");
        await _node.FeedAsync();
        await _node.DeliverAsync();

        Told().ShouldHaveSingleItem().Kind.ShouldBe(RecordKinds.Competition);
    }

    [Fact]
    public async Task an_answer_that_got_lost_costs_nothing_and_doubles_nothing()
    {
        await _node.PublishedAsync();
        var feed = await _node.FeedAsync();
        _hub.Lose = true;
        await _node.DeliverAsync();
        (await _node.DeliveryAsync()).LastError.ShouldNotBeNull();

        _hub.Lose = false;
        _node.Clock.Advance(TimeSpan.FromMinutes(1));
        await _node.DeliverAsync();

        Told().Select(r => r.Sequence).ShouldBe(feed.Select(f => f.Sequence), "the hub said where it stands");
        var delivery = await _node.DeliveryAsync();
        (delivery.Cursor, delivery.LastError).ShouldBe((feed[^1].Sequence, null));
    }

    [Fact]
    public async Task a_hub_that_was_away_gets_everything_in_order_when_it_is_back()
    {
        var competition = await _node.PublishedAsync();
        _hub.TakeDown();
        for (var minute = 0; minute < 60; minute++)
        {
            await EditAsync(competition, $"Title {minute}");
            await _node.FeedAsync();
            await _node.DeliverAsync();
            _node.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await _node.DeliveryAsync()).Failures.ShouldBeInRange(8, 16, "a ladder, not a hammer");
        _hub.PutUp();
        _node.Clock.Advance(TimeSpan.FromMinutes(20));
        await _node.DeliverAsync();

        Told().Count(r => r.Kind == RecordKinds.Competition).ShouldBe(1, "each fact as it is now");
        Told().Select(r => r.Sequence).ShouldBeInOrder();
        _hub.Cursor.ShouldBe(await HeadAsync());
    }

    [Fact]
    public async Task each_pause_is_longer_and_the_operator_need_not_wait_for_its_end()
    {
        await _node.PublishedAsync();
        await _node.FeedAsync();
        _hub.TakeDown();
        await _node.DeliverAsync();
        var first = await _node.DeliveryAsync();
        await _node.DeliverAsync();
        (await _node.DeliveryAsync()).Failures.ShouldBe(1, "it is not time");
        _node.Clock.MoveTo(first.NextTryAt!.Value);
        await _node.DeliverAsync();
        var second = await _node.DeliveryAsync();
        (second.NextTryAt - _node.Clock.GetUtcNow())!.Value.ShouldBeGreaterThan((first.NextTryAt - first.LastTriedAt)!.Value);

        _hub.PutUp();
        await _node.DoAsync((DeliverFeed deliver) => deliver.ExecuteAsync(isNow: true, Ct));

        (await _node.DeliveryAsync()).LastError.ShouldBeNull();
    }

    [Fact]
    public async Task what_the_hub_refuses_is_shown_until_it_takes_it()
    {
        var competition = await _node.PublishedAsync();
        await _node.FeedAsync();
        var good = _hub.Judge;
        _hub.Judge = reading => reading is FeedReading.Accepted { Record.Kind: RecordKinds.Competition } card
            ? new RecordResult { Sequence = card.Record.Sequence, Verdict = RecordVerdict.Refused, Problem = "impossible", Detail = "The title is too good." } : good(reading);
        await _node.DeliverAsync();
        var refused = (await _node.FeedAsync()).Only(RecordKinds.Competition);
        (refused.Problem, refused.Detail).ShouldBe(("impossible", "The title is too good."));
        (await _node.FeedAsync()).ShouldContain(f => f.Problem == null, "the others were taken");

        _hub.Judge = good;
        await EditAsync(competition, "Better");
        await _node.FeedAsync();
        await _node.DeliverAsync();

        (await _node.FeedAsync()).ShouldAllBe(f => f.Problem == null);
    }

    [Fact]
    public async Task more_than_a_batch_goes_out_in_several()
    {
        await _node.FeedAsync();
        await _node.QueryAsync(async db =>
        {
            var head = await db.FeedHeads.SingleAsync(Ct);
            for (var i = 0; i < (2 * FeedBatch.MaxRecords) + 1; i++)
            {
                var id = Guid.CreateVersion7(_node.Clock.GetUtcNow());
                db.ToldFacts.Add(new ToldFact
                {
                    Kind = RecordKinds.Competition,
                    Key = RecordKinds.Key(id),
                    CompetitionId = id,
                    Sequence = ++head.Last,
                    Version = 1,
                    Hash = FeedRecord.HashOf(null),
                    Withdrawn = Withdrawals.Deleted,
                    Address = head.Address,
                    ChangedAt = _node.Clock.GetUtcNow(),
                });
            }

            return await db.SaveChangesAsync(Ct);
        });
        var feed = await _node.FeedAsync();

        await _node.DeliverAsync();

        _hub.Batches.Count.ShouldBeGreaterThan(2);
        _hub.Batches.ShouldAllBe(b => b.Records.Count <= FeedBatch.MaxRecords);
        Told().Select(r => r.Sequence).ShouldBe(feed.Select(f => f.Sequence));
    }

    [Fact]
    public async Task a_node_from_a_backup_goes_on_after_what_the_hub_knows()
    {
        await _node.PublishedAsync();
        var feed = await _node.FeedAsync();
        _hub.Cursor = 1000;

        await _node.DeliverAsync();

        Told().Count.ShouldBe(feed.Count);
        Told().ShouldAllBe(r => r.Sequence > 1000 && r.Revision > 1000);
        (await _node.DeliveryAsync()).Cursor.ShouldBe(await HeadAsync());
    }

    [Fact]
    public async Task a_hub_that_went_back_is_told_again_from_there()
    {
        await _node.PublishedAsync();
        var feed = await _node.FeedAsync();
        await _node.DeliverAsync();
        _hub.Told.Clear();

        _hub.Cursor = feed[0].Sequence;
        _hub.Requests = [HubRequests.Feed];
        await _node.CallAsync();
        await _node.DeliverAsync();

        Told().Select(r => r.Sequence).ShouldBe(feed.Skip(1).Select(f => f.Sequence));
    }

    [Fact]
    public async Task another_membership_begins_at_the_beginning()
    {
        await _node.PublishedAsync();
        var feed = await _node.FeedAsync();
        await _node.DeliverAsync();

        var another = await _node.JoinedHubAsync();
        await _node.DeliverAsync();

        another.Batches.ShouldHaveSingleItem().After.ShouldBe(0);
        another.Told.Count.ShouldBe(feed.Count);
    }

    [Fact]
    public async Task who_is_no_member_tells_nothing()
    {
        _hub.State = MemberState.Suspended;
        await _node.CallAsync();
        await _node.PublishedAsync();
        await _node.FeedAsync();

        await _node.DeliverAsync();

        _hub.Batches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"cursor":-1,"results":[]}""")]
    [InlineData("""{"cursor":1}""")]
    [InlineData("""{"cursor":1,"results":[null]}""")]
    [InlineData("""{"cursor":1,"results":[{"sequence":1,"verdict":"Crowned"}]}""")]
    [InlineData("""{"cursor":1,"results":[{"sequence":1,"verdict":"Refused","problem":"x","detail":"a\u202eb"}]}""")]
    [InlineData("[]")]
    public async Task an_answer_that_can_not_be_changes_nothing(string answer)
    {
        await _node.PublishedAsync();
        await _node.FeedAsync();
        _hub.Instead = request => request.RequestUri!.AbsolutePath == FederationPaths.Feed
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer) } : null;

        await _node.DeliverAsync();

        var delivery = await _node.DeliveryAsync();
        (delivery.Cursor, delivery.LastError is null).ShouldBe((0, false));
    }

    [Theory]
    [InlineData(-5L)]
    [InlineData(long.MaxValue)]
    public async Task a_gap_that_leads_nowhere_is_an_error(long cursor)
    {
        await _node.PublishedAsync();
        await _node.FeedAsync();
        _hub.Instead = request => request.RequestUri!.AbsolutePath == FederationPaths.Feed
            ? new HttpResponseMessage(HttpStatusCode.Conflict) { Content = JsonContent.Create(new { detail = "A gap.", cursor }) } : null;

        await _node.DeliverAsync();

        (await _node.DeliveryAsync()).LastError.ShouldBe("A gap.");
    }

    private List<FeedRecord> Told() => [.. _hub.Told.Select(r => r.ShouldBeOfType<FeedReading.Accepted>().Record)];

    private Task<long> HeadAsync() => _node.QueryAsync(db => db.FeedHeads.Select(h => h.Last).SingleAsync(Ct));

    private Task EditAsync(Node.Features.Competitions.Competition competition, string title) => _node.WithAsync(competition, (services, tracked) =>
        services.GetRequiredService<EditDetails>().ExecuteAsync(tracked, DetailsForm.Of(tracked).Values() with { Title = title, Description = "Text." }, tracked.Revision, Ct));
}
