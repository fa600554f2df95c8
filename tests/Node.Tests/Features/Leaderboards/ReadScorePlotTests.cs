using Agon.Node.Features.Competitions;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Submissions;

namespace Agon.Node.Tests.Features.Leaderboards;

public sealed class ReadScorePlotTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 0.9)]
    [InlineData(true, 0.05)]
    public async Task a_long_history_is_thinned_and_the_best_is_not_lost(bool isSmallGood, double best)
    {
        var competition = await node.Given.Competition();
        await Scored(competition, [.. Enumerable.Range(0, 1000).Select(i => i == 777 ? 0.9 : i == 555 ? 0.05 : 0.2)]);

        var points = await PointsAsync(competition, isSmallGood ? SortDirection.Ascending : SortDirection.Descending);

        points.Count.ShouldBe(ReadScorePlot.MostPoints);
        points.ShouldContain(p => p.Value == best);
        points.Select(p => p.At).ShouldBeInOrder();
    }

    [Fact]
    public async Task a_short_history_is_read_as_it_is()
    {
        var competition = await node.Given.Competition();
        await Scored(competition, [0.3, 0.1, 0.2]);

        var points = await PointsAsync(competition, SortDirection.Descending);

        points.Select(p => p.Value).ShouldBe([0.3, 0.1, 0.2]);
        points[0].At.ShouldBe(node.Clock.GetUtcNow());
    }

    [Fact]
    public async Task where_participants_choose_only_what_they_chose_is_read()
    {
        var competition = await node.Given.Competition(rule: SubmissionRule.Add);
        await Scored(competition, [0.3]);

        (await PointsAsync(competition, SortDirection.Descending, SubmissionRule.Add)).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<ScorePoint>> PointsAsync(Competition competition, SortDirection sorting, SubmissionRule rule = SubmissionRule.ForceLast) =>
        node.DoAsync<ReadScorePlot, IReadOnlyList<ScorePoint>>(read => read.PointsAsync(competition.Phases[0].Id, rule == SubmissionRule.Add ? competition.Leaderboards[0].Id : null, sorting, Ct));

    private async Task Scored(Competition competition, double[] values)
    {
        var now = node.Clock.GetUtcNow();
        var one = await node.Given.BareSubmission(competition);
        await node.QueryAsync(db =>
        {
            foreach (var (i, value) in values.Index())
            {
                var submission = new Submission
                {
                    Id = Guid.CreateVersion7(),
                    CompetitionId = competition.Id,
                    PhaseId = competition.Phases[0].Id,
                    AccountId = one.AccountId,
                    Number = 100_000 + i,
                    FileId = one.FileId,
                    HasMetadata = false,
                    HasWrappingFolder = false,
                    CreatedAt = now.AddSeconds(i),
                    Primary = value,
                };
                submission.Follow(SubmissionStatus.Scored, true, now);
                db.Add(submission);
            }

            return db.SaveChangesAsync(Ct);
        });
    }
}
