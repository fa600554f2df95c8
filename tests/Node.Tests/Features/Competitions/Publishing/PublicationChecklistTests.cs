using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Publishing;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Tests.Features.Competitions.Publishing;

public sealed class PublicationChecklistTests
{
    private static readonly DateTimeOffset Now = Phases.Day(10);

    [Fact]
    public void a_complete_competition_misses_nothing() => Missing(Complete()).ShouldBeEmpty();

    [Fact]
    public void it_needs_a_phase() => Missing(Complete(c => c.Phases.Clear())).ShouldBe(["phases"]);

    [Fact]
    public void each_phase_needs_a_task() => Missing(Complete(c => c.Phases[0].Tasks.Clear())).ShouldBe(["phase-tasks"]);

    [Fact]
    public void phases_must_follow_each_other() => Missing(Complete(c => c.Phases[0].EndsAt = c.Phases[0].StartsAt)).ShouldBe(["phase-dates", "future"]);

    [Fact]
    public void a_competition_that_is_over_is_not_published() => Missing(Complete(c => c.Phases[0].EndsAt = Now)).ShouldBe(["future"]);

    [Fact]
    public void it_needs_a_leaderboard() => Missing(Complete(c => c.Leaderboards.Clear())).ShouldBe(["leaderboard"]);

    [Fact]
    public void a_column_must_rank() => Missing(Complete(c => c.Leaderboards[0].PrimaryColumn = 2)).ShouldBe(["leaderboard"]);

    [Fact]
    public void it_needs_rules() => Missing(Complete(c => c.Terms = " ")).ShouldBe(["terms"]);

    [Fact]
    public void the_rest_is_advice() =>
        PublicationChecklist.Of(Complete(), Now).Where(c => !c.IsDone).Select(c => (c.Code, c.IsRequired))
            .ShouldBe([("description", false), ("overview", false), ("contact", false), ("logo", false)]);

    private static IEnumerable<string> Missing(Competition competition) => PublicationChecklist.Missing(competition, Now).Select(c => c.Code);

    private static Competition Complete(Action<Competition>? change = null)
    {
        var competition = new Competition { Id = Guid.Empty, Slug = "x", Title = "X", CreatedById = Guid.Empty, CreatedAt = Now, Terms = "Be fair." };
        var board = new Leaderboard { Id = Guid.Empty, Key = "main", Title = "Main", PrimaryColumn = 1 };
        board.Columns.Add(new LeaderboardColumn { Id = Guid.Empty, Number = 1, Key = "a", Title = "A", Sorting = SortDirection.Descending });
        competition.Leaderboards.Add(board);
        var phase = Phases.Of(1, Phases.Day(1), Phases.Day(20));
        phase.Tasks.Add(new PhaseTask { TaskId = Guid.Empty, Number = 1 });
        competition.Phases.Add(phase);
        change?.Invoke(competition);
        return competition;
    }
}
