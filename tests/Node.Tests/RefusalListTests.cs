using Agon.Node.Features.Federation;
using Agon.Node.Features.SignOn.Identities;

namespace Agon.Node.Tests;

/// <summary>The list of a node's refusals, those of signing on and of its hub, and the list of the tests that show them are equal.</summary>
public sealed class RefusalListTests
{
    [Fact]
    public void every_refusal_has_a_test_and_every_test_a_refusal() =>
        RefusalLists.Find(typeof(NodeCommandLine).Assembly, "Agon.Node.Features.SignOn", more: [],
            typeof(EnterOutcome.Entered), typeof(EnterOutcome.Unknown), typeof(EnterOutcome.NeedsCode))
            .Concat(RefusalLists.Find(typeof(NodeCommandLine).Assembly, "Agon.Node.Features.Federation", more: [], typeof(JoinHubOutcome.Applied)))
            .ShouldBeTestedBy(typeof(RefusalListTests).Assembly);
}
