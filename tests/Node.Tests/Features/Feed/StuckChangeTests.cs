using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Feed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Feed;

/// <summary>A change that can't be looked at: a leaderboard that lost all its columns.</summary>
public sealed class StuckChangeTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task it_holds_up_no_other_and_is_tried_again_less_and_less_often()
    {
        var poison = await PoisonAsync();
        var good = await _node.PublishedAsync();

        (await _node.FeedAsync()).Only(RecordKinds.Competition).CompetitionId.ShouldBe(good.Id);

        var stuck = await StuckAsync();
        (stuck.OwnerId, stuck.Failures, stuck.NextTryAt).ShouldBe((poison.Id, 1, _node.Clock.GetUtcNow() + TimeSpan.FromSeconds(15)));
        await _node.FeedAsync();
        (await StuckAsync()).Failures.ShouldBe(1, "it is not time");
        _node.Clock.Advance(TimeSpan.FromSeconds(16));
        await _node.FeedAsync();
        stuck = await StuckAsync();
        (stuck.Failures, stuck.NextTryAt).ShouldBe((2, _node.Clock.GetUtcNow() + TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task once_mended_it_is_told_when_the_operator_says_so()
    {
        var poison = await PoisonAsync();
        await _node.FeedAsync();
        var page = await (await _node.BrowserOf(await _node.Given.Account(isOperator: true))).VisitAsync(NodeLinks.Administration.Feed);
        page.ShouldSay("Could not be told");
        page.ShouldSay(poison.Title);
        page.ShouldSay((await StuckAsync()).Error!);
        await MendAsync(poison);

        (await page.Form("Look again now").SendAsync()).ShouldSay(FeedMessages.LooksAgain);

        (await _node.FeedAsync()).ShouldContain(f => f.CompetitionId == poison.Id);
        (await _node.QueryAsync(db => db.FeedChanges.CountAsync(Ct))).ShouldBe(0);
    }

    [Fact]
    public async Task a_later_change_that_goes_well_ends_it()
    {
        var poison = await PoisonAsync();
        await _node.FeedAsync();
        await MendAsync(poison);

        await _node.InScopeAsync(async s =>
        {
            s.GetRequiredService<NoteChange>().OfCompetition(poison.Id);
            return await s.GetRequiredService<NodeDb>().SaveChangesAsync(Ct);
        });

        (await _node.FeedAsync()).ShouldContain(f => f.CompetitionId == poison.Id);
        (await _node.QueryAsync(db => db.FeedChanges.CountAsync(Ct))).ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 60)]
    [InlineData(5, 3600)]
    [InlineData(500, 3600)]
    public void pauses_grow_up_to_an_hour(int failures, int seconds) => FeedChange.Pause(failures).ShouldBe(TimeSpan.FromSeconds(seconds));

    private async Task<Competition> PoisonAsync()
    {
        // The first round looks at everything.
        await _node.FeedAsync();
        var competition = await _node.PublishedAsync();
        await _node.QueryAsync(db => db.LeaderboardColumns.Where(c => c.LeaderboardId == competition.Leaderboards[0].Id).ExecuteDeleteAsync(Ct));
        return competition;
    }

    private Task MendAsync(Competition competition) => _node.QueryAsync(db => db.Leaderboards.Where(l => l.CompetitionId == competition.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.IsHidden, true), Ct));

    private Task<FeedChange> StuckAsync() => _node.QueryAsync(db => db.FeedChanges.AsNoTracking().SingleAsync(Ct));
}
