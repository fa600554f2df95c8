using Agon.Node.Features.SignOn;

namespace Agon.Node.Tests.Features.SignOn;

public sealed class RefusalTests
{
    [Fact]
    public void every_refusal_has_a_sentence_that_ends()
    {
        foreach (var failure in Enum.GetValues<SignOnFailure>())
        {
            SignOnMessages.Sentence(failure).ShouldEndWith(".", Case.Sensitive, $"{failure}");
        }
    }
}
