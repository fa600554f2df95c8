using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Intake;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.Catalogue.Intake;

/// <summary>What single records do, and what they can't.</summary>
public sealed class RecordTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task a_withdrawal_takes_everything_of_the_competition_along_and_leaves_its_name()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, other, card) = (TellingNode.NewId(), TellingNode.NewId(), node.Card());
        var board = card.Phases[0].Id;
        await node.TakenAsync(
            node.Tell(key, card), node.Tell(key, new CompetitionActivity { Participants = 12, Submissions = 4 }), node.Tell(board, TellingNode.Board(key)),
            node.Tell(node.Row(board)), node.Tell(node.Row(board)), node.Tell(other, node.Card("Oats")));
        var before = (await node.ListingAsync(key))!;

        await node.TakenAsync(node.Withdraw(RecordKinds.Competition, key, Withdrawals.Unlisted));

        var listing = (await node.ListingAsync(key))!;
        (listing.Id, listing.Slug, listing.Title, listing.Text, listing.Organizer).ShouldBe((before.Id, before.Slug, "Wheat seeds", "", ""));
        (listing.IsWithdrawn, listing.WithdrawnReason, listing.WithdrawnAt, listing.Participants).ShouldBe((true, "unlisted", hub.Clock.GetUtcNow(), null));
        listing.Phases.ShouldBeEmpty();
        (await hub.QueryAsync(db => db.Standings.AnyAsync(s => s.ListingId == listing.Id))).ShouldBeFalse();
        (await hub.QueryAsync(db => db.StandingsRows.AnyAsync(r => r.Name == "Grace" && !db.Standings.Any(s => s.Id == r.StandingsId)))).ShouldBeFalse();
        (await node.ItemsAsync()).ShouldBe(2);
        (await node.ListingAsync(other))!.IsWithdrawn.ShouldBeFalse();
    }

    [Fact]
    public async Task what_comes_back_is_what_it_was()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card("Sunflowers"));
        var board = card.Phases[0].Id;
        await node.TakenAsync(node.Tell(key, card), node.Tell(board, TellingNode.Board(key)), node.Tell(node.Row(board), key));
        var before = (await node.ListingAsync(key))!;
        await node.TakenAsync(node.Withdraw(RecordKinds.Competition, key));

        await node.TakenAsync(node.Tell(key, card with { Title = "Sunflowers again" }), node.Tell(board, TellingNode.Board(key)), node.Tell(node.Row(board), key));

        var listing = (await node.ListingAsync(key))!;
        (listing.Id, listing.Slug, listing.FirstSeenAt).ShouldBe((before.Id, before.Slug, before.FirstSeenAt));
        (listing.Title, listing.IsWithdrawn, listing.WithdrawnReason).ShouldBe(("Sunflowers again", false, null));
        listing.Phases.Count.ShouldBe(2);
    }

    [Fact]
    public async Task a_batch_may_hold_the_whole_life_of_a_competition()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        var board = card.Phases[0].Id;
        await node.TakenAsync(node.Tell(key, card), node.Tell(board, TellingNode.Board(key)), node.Tell(node.Row(board), key));

        await node.TakenAsync(
            node.Tell(node.Row(board, 0.1), key), node.Tell(node.Row(board)), node.Withdraw(RecordKinds.Competition, key),
            node.Tell(key, node.Card("Second life") with { Phases = card.Phases }), node.Tell(board, TellingNode.Board(key)), node.Tell(node.Row(board, 0.2), key),
            node.Withdraw(RecordKinds.Standings, board), node.Tell(board, TellingNode.Board(key)), node.Tell(node.Row(board, 0.3), key),
            node.Tell(key, card with { Phases = [card.Phases[0]] }));

        var listing = (await node.ListingAsync(key))!;
        (listing.Title, listing.Phases.Count, await node.ItemsAsync()).ShouldBe((card.Title, 1, 3));
        var standings = await hub.QueryAsync(db => db.Standings.SingleAsync(s => s.ListingId == listing.Id));
        (await hub.QueryAsync(db => db.StandingsRows.Where(r => r.StandingsId == standings.Id).Select(r => r.Score).ToListAsync())).ShouldBe([0.3]);
        standings.Entries.ShouldBe(1);
    }

    [Fact]
    public async Task standings_activity_and_entries_are_withdrawn_for_themselves()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        var (board, row) = (card.Phases[0].Id, TellingNode.NewId());
        await node.TakenAsync(
            node.Tell(key, card), node.Tell(key, new CompetitionActivity { Participants = 12, Submissions = 4 }), node.Tell(board, TellingNode.Board(key)), node.Tell(node.Row(board), row));

        await node.TakenAsync(node.Withdraw(RecordKinds.Activity, key), node.Withdraw(RecordKinds.Entry, $"{board}/{row}"));
        var listing = (await node.ListingAsync(key))!;
        listing.Participants.ShouldBeNull();
        (await hub.QueryAsync(db => db.Standings.Where(s => s.ListingId == listing.Id).Select(s => s.Entries).SingleAsync())).ShouldBe(0);

        await node.TakenAsync(node.Tell(node.Row(board), row));
        await node.TakenAsync(node.Withdraw(RecordKinds.Standings, board, Withdrawals.Unlisted));
        (await hub.QueryAsync(db => db.Standings.AnyAsync(s => s.ListingId == listing.Id))).ShouldBeFalse();
        (await node.ItemsAsync()).ShouldBe(3);
    }

    [Fact]
    [Refuses(IntakeRefusal.Orphan)]
    public async Task what_belongs_to_nothing_the_hub_has_is_refused_until_it_has()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        var board = card.Phases[0].Id;

        await node.RefusedAsync(node.Tell(key, new CompetitionActivity { Participants = 12, Submissions = 4 }), IntakeRefusal.Orphan);
        await node.RefusedAsync(node.Tell(board, TellingNode.Board(key)), IntakeRefusal.Orphan);
        await node.RefusedAsync(node.Tell(node.Row(board), key), IntakeRefusal.Orphan);
        (await node.ProblemsAsync()).Select(p => (p.Kind, p.Problem, p.Sequence)).ShouldBe([("activity", "orphan", 1), ("standings", "orphan", 2), ("entry", "orphan", 3)]);

        await node.TakenAsync(node.Tell(key, card), node.Tell(board, TellingNode.Board(key)), node.Tell(node.Row(board), key));
        (await node.ProblemsAsync()).ShouldHaveSingleItem().Kind.ShouldBe("activity");

        await node.TakenAsync(node.Withdraw(RecordKinds.Competition, key));
        await node.RefusedAsync(node.Tell(board, TellingNode.Board(key)), IntakeRefusal.Orphan);
    }

    [Fact]
    [Refuses(IntakeRefusal.OtherCompetition)]
    public async Task standings_do_not_move_to_another_competition()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (one, other, card) = (TellingNode.NewId(), TellingNode.NewId(), node.Card());
        await node.TakenAsync(node.Tell(one, card), node.Tell(other, node.Card()), node.Tell(card.Phases[0].Id, TellingNode.Board(one)));

        await node.RefusedAsync(node.Tell(card.Phases[0].Id, TellingNode.Board(other)), IntakeRefusal.OtherCompetition);
    }

    [Fact]
    public async Task a_node_touches_only_its_own()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        using var thief = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        var board = card.Phases[0].Id;
        await node.TakenAsync(node.Tell(key, card), node.Tell(board, TellingNode.Board(key)), node.Tell(node.Row(board), key));
        var before = await node.ListingAsync(key);

        // The same key is another thing there; what the other signed, and what lies at the other's address, counts for nothing.
        await thief.TellAsync(thief.Withdraw(RecordKinds.Competition, key));
        await thief.RefusedAsync(thief.Tell(board, TellingNode.Board(key)), IntakeRefusal.Orphan);
        await thief.RefusedAsync(thief.Tell(key, node.Card("Mine now")), RecordProblem.Impossible);
        await thief.TakenAsync(thief.Tell(key, thief.Card("Mine now")));
        var signed = node.Tell(node.Row(board, 0.1), key);
        await thief.RefusedAsync(signed with { Sequence = thief.Cursor + 1 }, RecordProblem.SignatureWrong);

        (await node.ListingAsync(key)).ShouldBeEquivalentTo(before);
        (await thief.ListingAsync(key))!.Slug.ShouldNotBe(before!.Slug);
        (await node.ItemsAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task markup_is_text()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var key = TellingNode.NewId();
        const string title = "<script>alert(1)</script> & <b>Bold</b>";

        await node.TakenAsync(node.Tell(key, node.Card(title)));

        var listing = (await node.ListingAsync(key))!;
        (listing.Title, listing.Slug).ShouldBe((title, "script-alert-1-script-b-bold-b"));
    }

    [Fact]
    public async Task a_title_without_a_word_has_an_address_all_the_same()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        string[] keys = [TellingNode.NewId(), TellingNode.NewId(), TellingNode.NewId()];

        await node.TakenAsync([.. keys.Select(k => node.Tell(k, node.Card("小麦の種")))]);

        var slugs = new List<string>();
        foreach (var key in keys)
        {
            slugs.Add((await node.ListingAsync(key))!.Slug);
        }

        slugs.Distinct().Count().ShouldBe(3);
        slugs.ShouldAllBe(s => s.StartsWith("competition"));
    }

    [Fact]
    public async Task values_that_can_not_be_are_refused_and_what_was_known_stays()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var (key, card) = (TellingNode.NewId(), node.Card());
        await node.TakenAsync(node.Tell(key, card));
        var far = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);
        (CompetitionCard Card, ImpossibleFact Fact)[] cards =
        [
            (card with { Logo = new CardLogo("http://169.254.169.254/logo", new string('a', 64)) }, ImpossibleFact.Logo),
            (card with { Logo = new CardLogo("https://elsewhere.example/logo", new string('a', 64)) }, ImpossibleFact.Logo),
            (card with { PublishedAt = far }, ImpossibleFact.PublishedAt),
            (card with { Phases = [card.Phases[0] with { EndsAt = far }] }, ImpossibleFact.Phases),
            (card with { Phases = [card.Phases[0], card.Phases[1] with { StartsAt = card.Phases[0].EndsAt!.Value.AddTicks(-1) }] }, ImpossibleFact.Phases),
            (card with { Title = "Two\nlines" }, ImpossibleFact.Title),
        ];

        foreach (var (bad, fact) in cards)
        {
            (await node.RefusedAsync(node.Tell(key, bad), RecordProblem.Impossible)).Detail.ShouldBe(IntakeMessages.Sentence(fact));
        }

        (await node.ListingAsync(key))!.Phases.Count.ShouldBe(2);
        (await node.ProblemsAsync()).ShouldHaveSingleItem().Sequence.ShouldBe(7);
    }

    [Fact]
    public async Task a_later_version_may_say_more_and_tell_of_more()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var key = TellingNode.NewId();
        var plain = node.Tell(key, node.Card());
        var more = JsonNode.Parse(plain.Body!.Value.Text)!.AsObject();
        more["mascot"] = new JsonObject { ["name"] = "Agi" };
        var body = new RawJson(more.ToJsonString());

        await node.TakenAsync(plain with { Version = 2, Body = body, Hash = FeedRecord.HashOf(body) });
        await node.RefusedAsync(plain with { Sequence = 2, Kind = "mascot" }, RecordProblem.KindUnknown);

        (await node.ListingAsync(key))!.Title.ShouldBe("Wheat seeds");
    }

    [Fact]
    public async Task a_clock_three_hours_off_is_noted_and_decides_nothing()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        node.Skew = TimeSpan.FromHours(3);
        var key = TellingNode.NewId();

        await node.TakenAsync(node.Tell(key, node.Card()));

        (await node.CursorAsync()).SkewSeconds.ShouldBe(3 * 3600);
        var listing = (await node.ListingAsync(key))!;
        listing.FirstSeenAt.ShouldBe(hub.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(1, "behind")]
    [InlineData(9999, "ahead of")]
    public async Task a_clock_may_be_off_by_millennia(int year, string words)
    {
        using var node = await TellingNode.ActiveAsync(hub);
        var batch = node.Batch(node.Tell(TellingNode.NewId(), node.Card())) with { SentAt = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero) };

        (await node.AnswerAsync(await node.SendAsync(batch))).Results.ShouldHaveSingleItem().Verdict.ShouldBe(RecordVerdict.Taken);

        IntakeMessages.Skew(await node.CursorAsync()).ShouldContain(words);
    }

    [Fact]
    public async Task only_the_newest_problems_are_kept()
    {
        using var node = await TellingNode.ActiveAsync(hub);
        for (var i = 0; i < 3; i++)
        {
            await node.TellAsync([.. Enumerable.Range(0, 400).Select(_ => node.Tell(TellingNode.NewId(), new CompetitionActivity { Participants = 0, Submissions = 0 }))]);
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var kept = await node.ProblemsAsync();
        (kept.Count, kept[0].Sequence, kept[^1].Sequence).ShouldBe((IntakeProblem.MaxKept, 201, 1200));
        (await node.CursorAsync()).Refused.ShouldBe(1200);
    }

    [Fact]
    public void every_problem_and_every_value_has_a_sentence()
    {
        Enum.GetValues<RecordProblem>().Where(p => p != RecordProblem.Impossible).ShouldAllBe(p => IntakeMessages.Sentence(p, new List<ImpossibleFact>()).EndsWith('.'));
        Enum.GetValues<ImpossibleFact>().ShouldAllBe(f => IntakeMessages.Sentence(f).EndsWith('.'));
        IntakeMessages.Sentence(RecordProblem.Impossible, Enum.GetValues<ImpossibleFact>()).Length.ShouldBe(RecordResult.DetailMaxLength);
    }
}
