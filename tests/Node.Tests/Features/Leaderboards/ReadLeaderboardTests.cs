using System.Text;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Leaderboards;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Leaderboards;

public sealed class ReadLeaderboardTests(NodeHost node) : IClassFixture<NodeHost>
{
    private readonly Given _given = node.Given;

    [Fact]
    public async Task the_database_ranks_as_the_rules_do()
    {
        var competition = await _given.Competition();
        double[] values = [0.5, 0.9, 0.7, 0.9, 0.5, 0.1, 0.9];
        foreach (var value in values)
        {
            await _given.Scored(competition, accuracy: value);
            node.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var whole = await ReadAsync(competition, page: 1, pageSize: 100);
        var paged = new List<EntryView>();
        for (var page = 1; page <= 3; page++)
        {
            paged.AddRange((await ReadAsync(competition, page, pageSize: 3)).Entries);
        }

        whole.Entries.Select(e => e.Rank).ShouldBe([1, 1, 1, 4, 5, 5, 7]);
        whole.Entries.Select(e => e.SubmissionNumber).ShouldBe([2, 4, 7, 3, 1, 5, 6]);
        paged.Select(e => (e.Rank, e.SubmissionNumber)).ShouldBe(whole.Entries.Select(e => (e.Rank, e.SubmissionNumber)));
    }

    [Fact]
    public async Task without_a_value_one_stands_last_and_without_a_rank()
    {
        var competition = await _given.Competition();
        await _given.Report(await _given.Submission(competition), ("loss", 1));
        await _given.Scored(competition, accuracy: 0);

        (await ReadAsync(competition)).Entries.Select(e => e.Rank).ShouldBe([1, null]);
    }

    [Fact]
    public async Task ones_own_row_comes_along_from_another_page()
    {
        var competition = await _given.Competition();
        var last = await _given.ParticipantOf(competition);
        await _given.Scored(competition, last, 0.1);
        await _given.Scored(competition, accuracy: 0.8);
        await _given.Scored(competition, accuracy: 0.9);

        var view = await ReadAsync(competition, pageSize: 2, accountId: last.Id);

        view.Entries.ShouldNotContain(e => e.AccountId == last.Id);
        view.Own.ShouldNotBeNull().Rank.ShouldBe(3);
    }

    [Fact]
    public async Task hidden_columns_are_for_organizers_only()
    {
        var competition = await _given.Competition(change: c => c.Leaderboards[0].Columns[1].IsHidden = true);
        await _given.Scored(competition);

        var seen = await ReadAsync(competition);
        var managed = await ReadAsync(competition, showHidden: true);

        seen.Columns.Select(c => c.Key).ShouldBe(["accuracy"]);
        seen.Entries.Single().Scores.Keys.ShouldBe(["accuracy"]);
        managed.Entries.Single().Scores.Keys.Order().ShouldBe(["accuracy", "loss"]);
    }

    [Fact]
    public async Task the_best_of_a_column_is_what_its_direction_says()
    {
        var competition = await _given.Competition();
        await _given.Scored(competition, accuracy: 0.9, loss: 3);
        await _given.Scored(competition, accuracy: 0.8, loss: 1);

        (await ReadAsync(competition)).Columns.Select(c => c.Best).ShouldBe([0.9, 1]);
    }

    [Fact]
    public async Task csv_has_every_entry_and_no_formula()
    {
        var competition = await _given.Competition();
        await _given.Scored(competition, await _given.ParticipantOf(competition, "=HYPERLINK(\"x\"),1"), 0.123456789, -0.5);

        using var csv = new MemoryStream();
        await node.InScopeAsync(async services =>
        {
            var board = await services.GetRequiredService<ReadLeaderboard>().WholeAsync(Query(competition), CancellationToken.None);
            await LeaderboardCsv.WriteAsync(csv, board, CancellationToken.None);
            return true;
        });

        var lines = Encoding.UTF8.GetString(csv.ToArray()).Split("\r\n");
        lines[0].ShouldBe("rank,participant,submission,submitted_at,accuracy,loss");
        lines[1].ShouldStartWith("1,\"'=HYPERLINK(\"\"x\"\"),1\",1,");
        lines[1].ShouldEndWith(",0.123456789,-0.5");
    }

    private Task<LeaderboardView> ReadAsync(Competition competition, int page = 1, int pageSize = 100, Guid? accountId = null, bool showHidden = false) =>
        node.DoAsync<ReadLeaderboard, LeaderboardView>(read => read.ExecuteAsync(Query(competition) with { Page = page, PageSize = pageSize, AccountId = accountId, ShowHidden = showHidden }, CancellationToken.None));

    private static LeaderboardQuery Query(Competition competition) => new() { Phase = competition.Phases[0], Board = competition.Leaderboards[0] };
}
