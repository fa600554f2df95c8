using System.Reflection;
using Xunit.v3;

namespace Agon.Testing;

/// <summary>
/// Says which refusals a test brings about: values of an enum, or types that are cases of an outcome. <see cref="RefusalLists"/> compares
/// them with those there are; and a test during which none of them was seen (<see cref="Refused"/>) fails. A fact has to see all.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RefusesAttribute(params object[] refusals) : BeforeAfterTestAttribute
{
    private readonly object[] _refusals = refusals;

    /// <summary>A static member of the test's class with the refusals that its rows are about, if they are not listed here.</summary>
    public string? From { get; set; }

    public IReadOnlyList<object> On(MethodInfo method) => From is null
        ? _refusals
        : [.. ((System.Collections.IEnumerable)(Member(method.DeclaringType!, From) ?? throw new InvalidOperationException($"{method.DeclaringType} has no {From}."))).Cast<object>()];

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        var named = On(methodUnderTest);
        var unseen = named.Where(r => !Refused.WasSeen(test.UniqueID, r)).ToList();
        if (unseen.Count > 0 && (test.TestMethodArguments.Length == 0 || unseen.Count == named.Count))
        {
            throw new InvalidOperationException($"The test says that it brings about {string.Join(", ", unseen.Select(RefusalLists.Name))}, and did not see it.");
        }
    }

    private static object? Member(Type type, string name)
    {
        const BindingFlags any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        return type.GetProperty(name, any)?.GetValue(null) ?? type.GetField(name, any)?.GetValue(null);
    }
}
