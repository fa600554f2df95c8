using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Manage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Competitions.Manage;

public sealed class EditPhaseTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task of_two_that_read_the_same_revision_one_saves_and_the_other_sees_it()
    {
        var competition = await node.Given.Competition();
        await using var first = node.Services.CreateAsyncScope();
        await using var second = node.Services.CreateAsyncScope();
        var (one, other) = (await Read(first, competition), await Read(second, competition));

        (await Rename(first, one, "One")).ShouldBeOfType<EditPhaseOutcome.Saved>();
        (await Rename(second, other, "Other")).ShouldBeOfType<EditPhaseOutcome.Stale>();

        (other.Phases[0].Name, other.Revision).ShouldBe(("One", one.Revision));
    }

    [Fact]
    public async Task no_phase_asks_for_longer_steps_than_the_operator_allows()
    {
        var competition = await node.Given.Competition();
        await using var scope = node.Services.CreateAsyncScope();
        var read = await Read(scope, competition);
        var edit = scope.ServiceProvider.GetRequiredService<EditPhase>();

        var outcome = await edit.ExecuteAsync(
            read, read.Phases[0], PhaseValues.Of(read.Phases[0]) with { ExecutionTimeLimit = 3601 }, read.Revision, TestContext.Current.CancellationToken);

        outcome.ShouldBe(new EditPhaseOutcome.StepTooLong(3600));
        read.Phases[0].ExecutionTimeLimit.ShouldBe(Phase.DefaultExecutionTimeLimit);
    }

    private static Task<Competition> Read(AsyncServiceScope scope, Competition competition) =>
        scope.ServiceProvider.GetRequiredService<NodeDb>().Competitions.Include(c => c.Phases).SingleAsync(c => c.Id == competition.Id, TestContext.Current.CancellationToken);

    private static Task<EditPhaseOutcome> Rename(AsyncServiceScope scope, Competition competition, string name) => scope.ServiceProvider.GetRequiredService<EditPhase>().ExecuteAsync(
        competition, competition.Phases[0], PhaseValues.Of(competition.Phases[0]) with { Name = name }, competition.Revision, TestContext.Current.CancellationToken);
}
