using System.Reflection;
using Shouldly;
using Xunit.v3;

namespace Agon.Testing;

/// <summary>The list of refusals, read from the code, and the list of tests that show them (<see cref="RefusesAttribute"/>).</summary>
public static class RefusalLists
{
    private static readonly string[] Endings = ["Refusal", "Failure", "Outcome"];

    /// <summary>
    /// Every refusal of the assembly's part: the values of its enums and the cases of its outcomes, by their names. Cases that only carry
    /// a value of another list are left out.
    /// </summary>
    /// <param name="assembly">Where to look.</param>
    /// <param name="part">The beginning of the namespaces.</param>
    /// <param name="more">Lists under other names.</param>
    /// <param name="good">What is no refusal: each must be found.</param>
    public static IReadOnlyList<object> Find(Assembly assembly, string part, IEnumerable<Type> more, params object[] good)
    {
        var found = assembly.GetTypes()
            .Where(t => !t.IsNested && t.Namespace is { } space && (space == part || space.StartsWith(part + ".", StringComparison.Ordinal)))
            .Where(t => Array.Exists(Endings, e => t.Name.EndsWith(e, StringComparison.Ordinal)) && (t.IsEnum || t.IsAbstract))
            .Concat(more).SelectMany(Cases).ToList();
        good.Except(found).Select(Name).ShouldBeEmpty("good endings there are not");
        return [.. found.Except(good)];
    }

    /// <summary>Asserts that each has a test that shows it, and that no test shows what there is not.</summary>
    public static void ShouldBeTestedBy(this IEnumerable<object> refusals, Assembly tests)
    {
        var marked = tests.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(RefusesAttribute))).ToList();
        marked.Where(m => !IsRun(m)).Select(m => $"{m.DeclaringType!.Name}.{m.Name}").ShouldBeEmpty("these are no tests, or are skipped");

        var tested = marked.SelectMany(m => m.GetCustomAttributes<RefusesAttribute>().SelectMany(a => a.On(m))).Select(Name).Distinct().Order(StringComparer.Ordinal);
        string.Join('\n', tested).ShouldBe(string.Join('\n', refusals.Select(Name).Distinct().Order(StringComparer.Ordinal)));
    }

    internal static string Name(object refusal) => refusal is Type type ? $"{type.DeclaringType?.Name}.{type.Name}" : $"{refusal.GetType().Name}.{refusal}";

    private static IEnumerable<object> Cases(Type type) => type.IsEnum
        ? Enum.GetValues(type).Cast<object>()
        : type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(t => t.IsSubclassOf(type) && !Carries(t));

    private static bool Carries(Type type) =>
        type.GetProperties().Any(p => p.PropertyType.IsEnum && Array.Exists(Endings, e => p.PropertyType.Name.EndsWith(e, StringComparison.Ordinal)));

    private static bool IsRun(MethodInfo method) =>
        method is { IsPublic: true, DeclaringType.IsPublic: true } && method.GetCustomAttributes().OfType<IFactAttribute>().Any(f => f.Skip is null);
}
