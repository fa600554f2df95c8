using Agon.Node.Features.SignOn;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>Says that the test shows this refusal. Rows of a theory that name a refusal say it by themselves.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RefusesAttribute(SignOnFailure failure) : Attribute
{
    public SignOnFailure Failure { get; } = failure;
}

internal static class Refusals
{
    public static string Sentence(string failure) => SignOnMessages.Sentence(Enum.Parse<SignOnFailure>(failure));
}
