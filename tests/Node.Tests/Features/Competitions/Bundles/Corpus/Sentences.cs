using Agon.Node.Features.Competitions.Bundles;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Corpus;

/// <summary>What everything said about a bundle has to be like.</summary>
internal static class Sentences
{
    public static void Check(IReadOnlyList<BundleProblem> problems)
    {
        problems.Count.ShouldBeLessThanOrEqualTo(200);
        foreach (var problem in problems)
        {
            problem.Message.ShouldMatch(@"^\S[\s\S]*[.?]$");
            (char.IsLower(problem.Message[0]) && problem.File is { } file && !problem.Message.StartsWith(file[..1], StringComparison.Ordinal)).ShouldBeFalse(problem.Message);
            problem.Message.Length.ShouldBeLessThan(2000);
            problem.Message.ShouldNotContain("Exception");
            problem.Hint?.ShouldMatch(@"^[\s\S]*[.?]$");
            (problem.Line is null or > 0).ShouldBeTrue();
            (problem.Severity != BundleProblemSeverity.Error || problem.Hint is not null).ShouldBeTrue($"no way out of: {problem.Message}");
        }
    }
}
