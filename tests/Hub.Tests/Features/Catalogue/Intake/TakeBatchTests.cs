using System.Net;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Intake;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Catalogue.Intake;

public sealed class TakeBatchTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task what_a_node_tells_is_known()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        var board = card.Phases[0].Id;

        await node.TakenAsync(
            node.Tell(key, card),
            node.Tell(key, new CompetitionActivity { Participants = 12, Submissions = 4, LastSubmissionOn = new DateOnly(2026, 11, 3) }),
            node.Tell(board, TellingNode.Board(key)),
            node.Tell(node.Row(board)));

        var listing = (await node.ListingAsync(key))!;
        (listing.Title, listing.Text, listing.Address, listing.Organizer).ShouldBe((card.Title, card.Text, card.Address, card.Organizer));
        (listing.LogoAddress, listing.Tags.Single(), listing.TaskTypes.Single(), listing.Modalities.Single()).ShouldBe((card.Logo!.Address, "beginners", "classification", "tabular"));
        (listing.StartsAt, listing.EndsAt, listing.FirstSeenAt).ShouldBe((card.Phases[0].StartsAt, card.Phases[1].EndsAt, hub.Clock.GetUtcNow()));
        listing.Phases.Select(p => (p.Key, p.Number, p.Name, p.EndsAt)).ShouldBe(card.Phases.Select((p, i) => (p.Id, i + 1, p.Name, p.EndsAt)));
        (listing.Participants, listing.Submissions, listing.LastSubmissionOn).ShouldBe((12, 4, new DateOnly(2026, 11, 3)));
        var standings = await StandingsAsync(listing);
        (standings.Title, standings.Metric, standings.IsSmallerBetter, standings.Columns[1].Title, standings.Entries).ShouldBe(("Results", "accuracy", false, "Time", 1));
        var row = (await RowsAsync(standings)).ShouldHaveSingleItem();
        (row.Score, row.Scores["time"], row.Name, row.Subject, row.SubmittedAt).ShouldBe((0.9, 12, "Grace", "b7Yx", hub.Clock.GetUtcNow()));
        (await node.ItemsAsync()).ShouldBe(4);
    }

    [Fact]
    [Refuses(typeof(BatchOutcome.Gap))]
    public async Task a_batch_comes_again_after_a_lost_answer_and_changes_nothing()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var key = TellingNode.NewId();
        var batch = node.Batch(node.Tell(key, node.Card()));
        (await node.SendAsync(batch)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var before = await node.ListingAsync(key);

        var problem = await TellingNode.RefusedAsync(await node.SendAsync(batch), HttpStatusCode.Conflict, "feed-gap", new BatchOutcome.Gap(1));

        problem["cursor"]!.GetValue<long>().ShouldBe(1);
        (await node.ListingAsync(key)).ShouldBeEquivalentTo(before);
        (await node.CursorAsync()).Taken.ShouldBe(1);
    }

    [Fact]
    [Refuses(typeof(BatchOutcome.Gap))]
    public async Task a_gap_is_answered_with_the_place_to_go_on_from()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (first, second) = (node.Tell(TellingNode.NewId(), node.Card()), node.Tell(TellingNode.NewId(), node.Card("Oats")));

        node.Cursor = 1;
        await TellingNode.RefusedAsync(await node.SendAsync(node.Batch(second)), HttpStatusCode.Conflict, "feed-gap", new BatchOutcome.Gap(0));

        node.Cursor = 0;
        await node.TakenAsync(first, second);
        node.Cursor.ShouldBe(2);
    }

    [Fact]
    public async Task what_the_hub_has_already_stays_as_it_is()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        var record = node.Tell(key, card);
        await node.TakenAsync(record);
        var gone = node.Withdraw(RecordKinds.Competition, TellingNode.NewId());

        var answer = await node.TellAsync(record with { Sequence = gone.Sequence }, gone with { Sequence = gone.Sequence + 1 });

        // The second withdraws what the hub never had.
        answer.Results.Select(r => r.Verdict).ShouldBe([RecordVerdict.Unchanged, RecordVerdict.Unchanged]);
        (await node.CursorAsync()).ShouldSatisfyAllConditions(c => c.Taken.ShouldBe(1), c => c.Unchanged.ShouldBe(2), c => c.Refused.ShouldBe(0));
    }

    [Fact]
    [Refuses(IntakeRefusal.RevisionOld)]
    public async Task a_revision_never_goes_back()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var key = TellingNode.NewId();
        await node.TakenAsync(node.Tell(key, node.Card("Old")), node.Tell(key, node.Card("New")));

        await node.RefusedAsync(node.Tell(key, node.Card("Old")) with { Revision = 1 }, IntakeRefusal.RevisionOld);
        await node.RefusedAsync(node.Tell(key, node.Card("Other")) with { Revision = 2 }, IntakeRefusal.RevisionOld);

        (await node.ListingAsync(key))!.Title.ShouldBe("New");
    }

    [Fact]
    [Refuses(IntakeRefusal.OutOfOrder)]
    public async Task numbers_rise_within_what_the_batch_tells()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        FeedRecord[] records = [.. Enumerable.Range(0, 3).Select(i => node.Tell(TellingNode.NewId(), node.Card($"Number {i}")))];
        var batch = node.Batch(records) with { Through = 2, Records = [.. new[] { records[1], records[0], records[1], records[2] }.Select(TellingNode.Raw)] };

        var answer = await node.AnswerAsync(await node.SendAsync(batch));

        answer.Results.Select(r => r.Problem).ShouldBe([null, "outOfOrder", "outOfOrder", "outOfOrder"]);
        Refused.See(IntakeRefusal.OutOfOrder);
        answer.Cursor.ShouldBe(2);
    }

    [Fact]
    public async Task one_wrong_record_among_thousands_is_named_and_the_others_are_taken()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        const int batches = 6;
        for (var batch = 0; batch < batches; batch++)
        {
            var records = Enumerable.Range(0, FeedBatch.MaxRecords).Select(i => node.Tell(TellingNode.NewId(), node.Card($"Competition {batch} {i}"))).ToArray();
            if (batch == 3)
            {
                records[77] = records[77] with { Hash = new string('0', 64) };
            }

            var answer = await node.TellAsync(records);
            answer.Results.Where(r => r.Verdict != RecordVerdict.Taken).Select(r => (r.Sequence, r.Problem)).ShouldBe(batch == 3 ? [((long?)records[77].Sequence, "hashWrong")] : []);
        }

        var id = await node.IdAsync();
        (await hub.QueryAsync(db => db.Listings.CountAsync(l => l.MemberId == id))).ShouldBe((batches * FeedBatch.MaxRecords) - 1);
        (await hub.QueryAsync(db => db.Listings.Where(l => l.MemberId == id).Select(l => l.Slug).Distinct().CountAsync())).ShouldBe((batches * FeedBatch.MaxRecords) - 1);
        (await node.CursorAsync()).ShouldSatisfyAllConditions(c => c.Cursor.ShouldBe(batches * FeedBatch.MaxRecords), c => c.Lag.ShouldBe(0), c => c.Refused.ShouldBe(1));
    }

    [Fact]
    public async Task a_large_leaderboard_comes_in_batches_and_changes_in_bulk()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        var board = card.Phases[0].Id;
        await node.TakenAsync(node.Tell(key, card), node.Tell(board, TellingNode.Board(key)));
        var ids = Enumerable.Range(0, 1500).Select(_ => TellingNode.NewId()).ToArray();
        foreach (var some in ids.Chunk(FeedBatch.MaxRecords))
        {
            await node.TakenAsync([.. some.Select((id, i) => node.Tell(node.Row(board, i), id))]);
        }

        await node.TakenAsync([.. ids[..100].Select(id => node.Tell(node.Row(board, -1), id)), .. ids[100..200].Select(id => node.Withdraw(RecordKinds.Entry, $"{board}/{id}"))]);

        var standings = await StandingsAsync((await node.ListingAsync(key))!);
        var rows = await RowsAsync(standings);
        (standings.Entries, rows.Count, rows.Count(r => r.Score == -1)).ShouldBe((1400, 1400, 100));

        // Ranked by another column, all of them have another score.
        await node.TakenAsync(node.Tell(board, TellingNode.Board(key) with { Metric = "time" }), node.Tell(node.Row(board) with { Scores = new Dictionary<string, double>() }));

        standings = await StandingsAsync((await node.ListingAsync(key))!);
        rows = await RowsAsync(standings);
        (rows.Count(r => r.Score == 12), rows.Count(r => r.Score is null)).ShouldBe((1400, 1));
        standings.IsSmallerBetter.ShouldBeTrue();
    }

    [Fact]
    [Refuses(typeof(BatchOutcome.Gap))]
    public async Task of_some_batches_at_the_same_instant_one_is_taken()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var batches = Enumerable.Range(0, 4).Select(i => node.Batch([.. Enumerable.Range(0, 50).Select(j => node.Tell(TellingNode.NewId(), node.Card($"Same {i} {j}")))])).ToList();

        var answers = await Task.WhenAll(batches.Select(node.SendAsync));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        var id = await node.IdAsync();
        var cursor = await node.CursorAsync();
        foreach (var answer in answers.Where(a => a.StatusCode != HttpStatusCode.OK))
        {
            // Whether the first was through yet.
            await (answer.StatusCode == HttpStatusCode.ServiceUnavailable
                ? TellingNode.RefusedAsync(answer, HttpStatusCode.ServiceUnavailable, "feed-refused", new BatchOutcome.Busy())
                : TellingNode.RefusedAsync(answer, HttpStatusCode.Conflict, "feed-gap", new BatchOutcome.Gap(cursor.Cursor)));
        }

        await TellingNode.RefusedAsync(await node.SendAsync(batches[0]), HttpStatusCode.Conflict, "feed-gap", new BatchOutcome.Gap(cursor.Cursor));

        (await hub.QueryAsync(db => db.Listings.CountAsync(l => l.MemberId == id))).ShouldBe(50);
        cursor.Taken.ShouldBe(50);
    }

    private Task<Standings> StandingsAsync(Listing listing) => hub.QueryAsync(db => db.Standings.AsNoTracking().SingleAsync(s => s.ListingId == listing.Id));

    private Task<List<StandingsRow>> RowsAsync(Standings standings) => hub.QueryAsync(db => db.StandingsRows.AsNoTracking().Where(r => r.StandingsId == standings.Id).ToListAsync());
}
