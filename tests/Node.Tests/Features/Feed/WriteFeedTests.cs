using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Competitions.Manage;
using Agon.Node.Features.Federation;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Participation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Feed;

/// <summary>Each test on a node of its own: the feed is one.</summary>
public sealed class WriteFeedTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task a_published_competition_is_told_with_its_phases_numbers_and_standings()
    {
        var competition = await _node.PublishedAsync(c => c.Reward = "A book");

        var feed = await _node.FeedAsync();

        feed.Kinds().ShouldBe([RecordKinds.Competition, RecordKinds.Standings, RecordKinds.Activity], ignoreOrder: true);
        var card = feed.Card();
        (card.Title, card.Text, card.Prize, card.NeedsApproval).ShouldBe((competition.Title, competition.Description, "A book", false));
        card.Address.ShouldEndWith($"/competitions/{competition.Slug}");
        card.Phases.ShouldHaveSingleItem().EndsAt.ShouldBe(competition.Phases[0].EndsAt);
        var standings = feed.Standings();
        (standings.Competition, standings.Metric).ShouldBe((RecordKinds.Key(competition.Id), "accuracy"));
        standings.Columns.Select(c => (c.Key, c.IsSmallerBetter, c.Precision)).ShouldBe([("accuracy", false, 3), ("loss", true, 2)]);
        standings.Scorers.ShouldHaveSingleItem().Length.ShouldBe(64);
        feed.Activity().ShouldBe(new CompetitionActivity { Participants = 0, Submissions = 0 });
    }

    [Fact]
    public async Task nothing_of_a_draft_is_told()
    {
        var draft = await _node.Given.Competition(isPublished: false);
        await _node.WithAsync(draft, (services, tracked) => services.GetRequiredService<EditDetails>().ExecuteAsync(tracked, Details("New"), tracked.Revision, Ct));

        (await _node.FeedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_change_gets_the_next_number_and_what_did_not_change_keeps_its_own()
    {
        var competition = await _node.PublishedAsync();
        var before = await _node.FeedAsync();

        await EditAsync("Rye seeds");
        await _node.DoAsync((EditSiteSettings edit) => Done(edit.ExecuteAsync(s => s.Name = s.Name, Ct)));
        var after = await _node.FeedAsync();

        after.Card().Title.ShouldBe("Rye seeds");
        after.Only(RecordKinds.Competition).Sequence.ShouldBe(before.Max(f => f.Sequence) + 1);
        after.Where(f => f.Kind != RecordKinds.Competition).Select(f => f.Sequence).ShouldBe(before.Where(f => f.Kind != RecordKinds.Competition).Select(f => f.Sequence));
        return;

        Task EditAsync(string title) => _node.WithAsync(competition, (services, tracked) =>
            services.GetRequiredService<EditDetails>().ExecuteAsync(tracked, Details(title), tracked.Revision, Ct));
    }

    [Fact]
    public async Task a_phases_dates_are_told()
    {
        var competition = await _node.PublishedAsync();
        var end = _node.Clock.GetUtcNow().AddDays(40);

        await _node.WithAsync(competition, (services, tracked) => services.GetRequiredService<EditPhase>().ExecuteAsync(
            tracked, tracked.Phases[0], PhaseValues.Of(tracked.Phases[0]) with { EndsAt = end }, tracked.Revision, Ct));

        (await _node.FeedAsync()).Card().Phases[0].EndsAt.ShouldBe(end);
    }

    [Fact]
    public async Task a_change_that_was_not_saved_is_not_looked_at()
    {
        var competition = await _node.PublishedAsync();
        await _node.FeedAsync();

        var outcome = await _node.WithAsync(competition, (services, tracked) =>
            services.GetRequiredService<EditDetails>().ExecuteAsync(tracked, Details("Lost"), tracked.Revision - 1, Ct));

        outcome.ShouldBeOfType<EditDetailsOutcome.Stale>();
        (await _node.QueryAsync(db => db.FeedChanges.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task a_competition_that_is_taken_back_leaves_only_a_tombstone_and_comes_back_whole()
    {
        var competition = await _node.PublishedAsync();
        await _node.Given.Scored(competition);
        var told = await _node.FeedAsync();

        await _node.UnpublishAsync(competition);
        var gone = (await _node.FeedAsync()).ShouldHaveSingleItem();

        (gone.Kind, gone.Body, gone.Withdrawn, gone.Hash).ShouldBe((RecordKinds.Competition, null, Withdrawals.Unpublished, FeedRecord.HashOf(null)));
        gone.Sequence.ShouldBeGreaterThan(told.Max(f => f.Sequence));

        await _node.PublishAsync(competition);
        var back = await _node.FeedAsync();

        back.Kinds().ShouldBe(told.Kinds(), ignoreOrder: true);
        back.ShouldAllBe(f => f.Sequence > gone.Sequence && f.IsTold);
    }

    [Fact]
    public async Task a_score_is_told_signed_and_a_better_one_in_its_place()
    {
        var competition = await _node.PublishedAsync();
        var person = await _node.Given.ParticipantOf(competition);
        await _node.Given.Scored(competition, person, accuracy: 0.5);
        var first = (await _node.FeedAsync()).Only(RecordKinds.Entry);

        await _node.Given.Scored(competition, person, accuracy: 0.9);
        var feed = await _node.FeedAsync();

        first.Entry().Scores.ShouldBe(new Dictionary<string, double> { ["accuracy"] = 0.5, ["loss"] = 1 });
        (first.Entry().Name, first.Entry().Subject).ShouldBe((null, null), "nobody asked them");
        var better = feed.Only(RecordKinds.Entry);
        (better.Key, better.Entry().Scores["accuracy"]).ShouldBe((first.Key, 0.9));
        better.Sequence.ShouldBeGreaterThan(first.Sequence);
        better.Signature.ShouldNotBe(first.Signature);
        feed.Activity().Submissions.ShouldBe(CompetitionActivity.Few, "two could be known by their number");
    }

    [Fact]
    public async Task an_entry_that_is_taken_back_leaves_a_tombstone()
    {
        var competition = await _node.PublishedAsync(c => c.Leaderboards[0].SubmissionRule = SubmissionRule.AddAndDelete);
        var submission = await _node.Given.Scored(competition);
        await _node.DoAsync((ChooseEntry choose) => choose.ExecuteAsync(submission.Id, null, isWanted: true, mayManage: false, Ct));
        (await _node.FeedAsync()).Only(RecordKinds.Entry).IsTold.ShouldBeTrue();

        await _node.DoAsync((ChooseEntry choose) => choose.ExecuteAsync(submission.Id, null, isWanted: false, mayManage: false, Ct));

        (await _node.FeedAsync()).Only(RecordKinds.Entry).Withdrawn.ShouldBe(Withdrawals.Deleted);
    }

    [Fact]
    public async Task what_the_leaderboard_hides_is_not_told()
    {
        var hidden = await _node.PublishedAsync(c => c.Leaderboards[0].IsHidden = true);
        await _node.Given.Scored(hidden);
        (await _node.FeedAsync()).Kinds().ShouldBe([RecordKinds.Competition, RecordKinds.Activity], ignoreOrder: true);

        await _node.UnpublishAsync(hidden);
        var half = await _node.PublishedAsync(c => c.Leaderboards[0].Columns[1].IsHidden = true);
        await _node.Given.Scored(half);
        var feed = (await _node.FeedAsync()).Where(f => f.CompetitionId == half.Id).ToList();

        feed.Standings().Columns.Select(c => c.Key).ShouldBe(["accuracy"]);
        feed.Only(RecordKinds.Entry).Entry().Scores.Keys.ShouldBe(["accuracy"]);
    }

    [Fact]
    public async Task standings_that_become_hidden_are_withdrawn_with_their_entries()
    {
        var competition = await _node.PublishedAsync();
        await _node.Given.Scored(competition);
        await _node.FeedAsync();

        await _node.QueryAsync(db => db.Leaderboards.Where(l => l.CompetitionId == competition.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.IsHidden, true), Ct));
        await NoteAsync(note => note.OfCompetition(competition.Id));
        var feed = await _node.FeedAsync();

        feed.Only(RecordKinds.Standings).Withdrawn.ShouldBe(Withdrawals.Unlisted);
        feed.ShouldNotContain(f => f.Kind == RecordKinds.Entry);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task an_entry_looked_at_in_the_round_that_withdraws_its_standings_is_not_told(bool isKnown)
    {
        var competition = await _node.PublishedAsync();
        var person = await _node.Given.ParticipantOf(competition);
        if (isKnown)
        {
            await _node.Given.Scored(competition, person, accuracy: 0.5);
        }

        await _node.FeedAsync();
        await _node.Given.Scored(competition, person, accuracy: 0.9);
        _node.Clock.Advance(TimeSpan.FromSeconds(1));
        await _node.UnpublishAsync(competition);

        (await _node.FeedAsync()).ShouldHaveSingleItem().Withdrawn.ShouldBe(Withdrawals.Unpublished);
    }

    [Fact]
    public async Task a_phase_with_more_entries_than_a_round_takes_is_told_whole()
    {
        const int many = (2 * WriteFeed.Most) + 3;
        var competition = await _node.PublishedAsync();
        var one = await _node.Given.Scored(competition);
        await _node.QueryAsync(async db =>
        {
            for (var i = 1; i < many; i++)
            {
                var account = await _node.Given.Account();
                db.Entries.Add(new Entry { Id = Guid.CreateVersion7(_node.Clock.GetUtcNow()), LeaderboardId = competition.Leaderboards[0].Id, PhaseId = one.PhaseId, AccountId = account.Id, SubmissionId = one.Id, SubmittedAt = one.CreatedAt, Primary = i });
            }

            return await db.SaveChangesAsync(Ct);
        });
        await _node.UnpublishAsync(competition);
        await _node.FeedAsync();

        await _node.PublishAsync(competition);

        (await _node.FeedAsync()).Count(f => f.Kind == RecordKinds.Entry && f.IsTold).ShouldBe(many);
    }

    [Fact]
    public async Task who_takes_part_is_counted_and_few_are_told_as_few()
    {
        var competition = await _node.PublishedAsync(c => c.IsRegistrationAutoApproved = false);
        for (var i = 0; i < 5; i++)
        {
            var participant = await _node.Given.Participant(competition, await _node.Given.Account(), state: ParticipantState.Pending);
            await _node.DoAsync((DecideParticipation decide) => decide.ExecuteAsync(competition, participant.Id, isApproved: true, competition.CreatedById, Ct));
            (await _node.FeedAsync()).Activity().Participants.ShouldBe(i == 4 ? 5 : CompetitionActivity.Few);
        }

        await _node.Given.Submission(competition);
        var activity = (await _node.FeedAsync()).Activity();
        activity.LastSubmissionOn.ShouldBe(DateOnly.FromDateTime(_node.Clock.GetUtcNow().UtcDateTime));
    }

    [Fact]
    public async Task whatever_people_typed_becomes_possible_facts()
    {
        await _node.PublishedAsync(c =>
        {
            (c.Title, c.Description, c.Reward) = ("<script>alert(1)</script>\n\u202e" + new string('x', 180), "two\r\nlines\u0007 and " + new string('é', 600), " \t ");
            c.Phases[0].Name = "\u200b";
            c.Leaderboards[0].Title = "\n";
        });
        var key = await _node.InScopeAsync(s => s.GetRequiredService<NodeKeys>().CurrentAsync(Ct));

        var feed = await _node.FeedAsync();

        var address = new Uri(feed.Card().Address).GetLeftPart(UriPartial.Authority);
        var keys = new[] { key.Public };
        feed.ShouldAllBe(f => FeedRules.Read(Raw(f), address, keys, _node.Clock.GetUtcNow()) is FeedReading.Accepted);
        feed.Card().Text.ShouldStartWith("two lines and é");
        (feed.Card().Prize, feed.Card().Phases[0].Name).ShouldBe((null, "Phase"));
    }

    [Fact]
    public async Task a_node_that_moved_tells_everything_for_its_new_address()
    {
        var competition = await _node.PublishedAsync();
        await _node.Given.Scored(competition);
        var before = await _node.FeedAsync();
        await _node.QueryAsync(db => db.FeedHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Address, "https://before.example.org"), Ct));
        await _node.QueryAsync(db => db.ToldFacts.ExecuteUpdateAsync(set => set.SetProperty(f => f.Address, "https://before.example.org"), Ct));

        var after = await _node.FeedAsync();

        after.Only(RecordKinds.Competition).Sequence.ShouldBeGreaterThan(before.Max(f => f.Sequence));
        after.Only(RecordKinds.Entry).Signature.ShouldNotBe(before.Only(RecordKinds.Entry).Signature, "it was signed for the old one");
    }

    private Task<int> NoteAsync(Action<NoteChange> what) => _node.InScopeAsync(async services =>
    {
        what(services.GetRequiredService<NoteChange>());
        return await services.GetRequiredService<NodeDb>().SaveChangesAsync(Ct);
    });

    private static RawJson Raw(ToldFact fact) => new(System.Text.Json.JsonSerializer.Serialize(fact.ToRecord(), FeedJson.Default.FeedRecord));

    private static DetailValues Details(string title) => new DetailsForm { Title = title, Description = "Text.", IsRegistrationAutoApproved = true, RunsSubmissionsAtOnce = true }.Values();

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }
}
