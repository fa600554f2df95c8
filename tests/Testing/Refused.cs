using System.Collections.Concurrent;
using Shouldly;
using Xunit;

namespace Agon.Testing;

/// <summary>What the running test was refused. Whatever asserts a refusal says so here.</summary>
public static class Refused
{
    private static readonly ConcurrentDictionary<(string Test, object Refusal), bool> Seen = new();

    /// <summary>Notes an enum's value, or an outcome by its case, and gives it back.</summary>
    public static T See<T>(T refusal)
    {
        if (TestContext.Current.Test is { } test && refusal is not null)
        {
            Seen[(test.UniqueID, refusal is Type or Enum ? refusal : refusal.GetType())] = true;
        }

        return refusal;
    }

    /// <summary>Asserts that a page says so, in these words.</summary>
    public static void ShouldRefuse(this Page page, object refusal, string sentence)
    {
        page.ShouldSay(sentence);
        See(refusal);
    }

    /// <summary>Asserts that it is this refusal.</summary>
    public static void ShouldRefuse<T>(this T outcome, T refusal)
    {
        outcome.ShouldBe(refusal);
        See(refusal);
    }

    internal static bool WasSeen(string test, object refusal) => Seen.ContainsKey((test, refusal));
}
