using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Tests.Features.Leaderboards;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Feed;

/// <summary>What is told of several leaderboards. Each test on a node of its own: the feed is one.</summary>
public sealed class SeveralStandingsTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task every_leaderboard_the_public_sees_is_told_the_main_one_by_the_phase()
    {
        var competition = await _node.PublishedAsync(c =>
        {
            c.AddBoard("all", SubmissionRule.ForceLatestMultiple);
            c.AddBoard("kept", isHidden: true);
        });
        var account = await _node.Given.ParticipantOf(competition);
        await _node.Given.Scored(competition, account, 0.9);
        await _node.Given.Scored(competition, account, 0.8);
        var (phase, other) = (competition.Phases[0].Id, competition.Leaderboards[1].StandingsOf(competition.Phases[0].Id));

        var feed = await _node.FeedAsync();

        feed.Where(f => f.Kind == RecordKinds.Standings).Select(f => f.Key).ShouldBe([RecordKinds.Key(phase), RecordKinds.Key(other)], ignoreOrder: true);
        feed.Where(f => f.Kind == RecordKinds.Entry).GroupBy(f => f.Entry().Standings).Select(s => (s.Key, s.Count())).ShouldBe(
            [(RecordKinds.Key(phase), 1), (RecordKinds.Key(other), 2)], ignoreOrder: true);
        feed.Where(f => f.Kind == RecordKinds.Entry).ShouldAllBe(f => f.Key.StartsWith($"{f.Entry().Standings}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task an_entry_that_moves_others_ranks_has_them_told_again()
    {
        var competition = await _node.PublishedAsync(c =>
        {
            c.Leaderboards[0].AddComputed("rank", ComputationKind.RankAverage, ["accuracy"], SortDirection.Ascending);
            c.Leaderboards[0].PrimaryColumn = 3;
        });
        await _node.Given.Scored(competition, accuracy: 0.5);
        var first = (await _node.FeedAsync()).Only(RecordKinds.Entry);

        await _node.Given.Scored(competition, accuracy: 0.9);

        var entries = (await _node.FeedAsync()).Where(f => f.Kind == RecordKinds.Entry).ToList();
        entries.Select(f => f.Entry().Scores["rank"]).Order().ShouldBe([1, 2]);
        entries.Single(f => f.Key == first.Key).Entry().Scores["rank"].ShouldBe(2);
    }

    [Fact]
    public async Task who_agrees_to_be_shown_is_named_on_every_leaderboard()
    {
        var competition = await _node.PublishedAsync(c => c.AddBoard("last", SubmissionRule.ForceLast));
        var submission = await _node.Given.Scored(competition);
        await _node.FeedAsync();

        await _node.QueryAsync(async db =>
        {
            (await db.Users.SingleAsync(a => a.Id == submission.AccountId, Ct)).DisplayName = "Somebody Else";
            return await db.SaveChangesAsync(Ct);
        });

        (await _node.QueryAsync(db => db.FeedChanges.Where(c => c.Scope == FeedScope.Entry).Select(c => c.OwnerId).ToListAsync(Ct))).ShouldBe(
            competition.Leaderboards.Select(l => l.StandingsOf(competition.Phases[0].Id)), ignoreOrder: true);
    }
}
