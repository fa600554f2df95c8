using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Tests;

/// <summary>The list of what tokens, applications, reports and records are refused for and the list of the tests that show it are equal.</summary>
public sealed class RefusalListTests
{
    [Fact]
    public void every_refusal_has_a_test_and_every_test_a_refusal() =>
        RefusalLists.Find(typeof(TokenRefusal).Assembly, "Agon.Federation.Contracts.Signing", more: [typeof(ImpossibleValue), typeof(RecordProblem), typeof(ImpossibleFact)])
            .ShouldBeTestedBy(typeof(RefusalListTests).Assembly);
}
