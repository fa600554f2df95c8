using System.Reflection;

namespace Agon.Federation.Contracts.Tests;

public sealed class ProblemsTests
{
    private static readonly string[] Types =
        [.. typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    public static TheoryData<string> All => [.. Types];

    [Theory]
    [MemberData(nameof(All))]
    public void a_problem_type_is_an_anchor_of_the_page_that_explains_it(string type) => type.ShouldMatch("^/docs/problems#[a-z]+(-[a-z]+)*$");

    [Fact]
    public void no_two_problems_share_a_type() => Types.ShouldBeUnique();

    // Programs out there compare with these words.
    [Fact]
    public void the_types_stay_what_they_are() => Types.Select(t => t.Split('#')[1]).ShouldBe(
        ["lease-lost", "digest-mismatch", "not-allowed-now", "unusable-file", "incomplete", "wrong-state", "too-large", "token-refused", "invitation-refused",
         "application-refused", "address-taken", "address-differs", "not-a-member", "keys-refused", "feed-gap", "feed-refused"], ignoreOrder: true);
}
