using System.Reflection;
using Agon.Node.Features.SignOn;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>The list of refusals and the list of tests are the same.</summary>
public sealed class RefusalListTests
{
    [Fact]
    public void every_refusal_has_a_test()
    {
        var methods = typeof(RefusalListTests).Assembly.GetTypes().Where(t => t.Namespace == typeof(RefusalListTests).Namespace).SelectMany(t => t.GetMethods()).ToList();
        var said = methods.SelectMany(m => m.GetCustomAttributes<RefusesAttribute>()).Select(a => a.Failure);
        var rows = methods.SelectMany(m => m.GetCustomAttributes<InlineDataAttribute>()).SelectMany(row => row.Data)
            .OfType<string>().Where(Enum.GetNames<SignOnFailure>().Contains).Select(Enum.Parse<SignOnFailure>);

        Enum.GetValues<SignOnFailure>().Except([.. said, .. rows, .. AnswerRefusalTests.Shown, .. LogoutTests.Shown]).ShouldBeEmpty("refusals without a test");
    }

    [Fact]
    public void every_refusal_has_a_sentence_that_ends()
    {
        foreach (var failure in Enum.GetValues<SignOnFailure>())
        {
            SignOnMessages.Sentence(failure).ShouldEndWith(".", Case.Sensitive, $"{failure}");
        }
    }
}
