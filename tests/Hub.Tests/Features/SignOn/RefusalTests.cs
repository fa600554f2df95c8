using Agon.Hub.Features.SignOn;

namespace Agon.Hub.Tests.Features.SignOn;

public sealed class RefusalTests
{
    [Fact]
    public void every_refusal_has_a_code_and_a_sentence_that_any_client_can_read()
    {
        foreach (var refusal in Enum.GetValues<SignOnRefusal>())
        {
            SignOnMessages.Code(refusal).ShouldMatch("^[a-z_]+$", $"{refusal}");
            var sentence = SignOnMessages.Describe(refusal);
            sentence.ShouldEndWith(".", Case.Sensitive, $"{refusal}");
            // RFC 6749 §5.2: what error_description may hold.
            sentence.ShouldAllBe(c => c >= ' ' && c <= '~' && c != '"' && c != '\\', $"{refusal}");
        }
    }
}
