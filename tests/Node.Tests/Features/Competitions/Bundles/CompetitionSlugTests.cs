using Agon.Node.Features.Competitions.Bundles;

namespace Agon.Node.Tests.Features.Competitions.Bundles;

public sealed class CompetitionSlugTests
{
    [Theory]
    [InlineData("Wheat seeds", "wheat-seeds")]
    [InlineData("  Große Prüfung: Teil 2! ", "grosse-prufung-teil-2")]
    [InlineData("Défi — été", "defi-ete")]
    [InlineData("比赛", "competition")]
    [InlineData("???", "competition")]
    public void a_title_becomes_a_short_name(string title, string slug)
    {
        CompetitionSlug.From(title).ShouldBe(slug);
    }

    [Fact]
    public void a_long_title_is_cut_at_a_dash()
    {
        CompetitionSlug.From(new string('a', 59) + " " + new string('b', 100)).ShouldBe(new string('a', 59));
    }

    [Fact]
    public void a_taken_name_gets_a_number()
    {
        CompetitionSlug.Free("seeds", []).ShouldBe("seeds");
        CompetitionSlug.Free("seeds", ["seeds", "seeds-2", "seeds-4"]).ShouldBe("seeds-3");
        CompetitionSlug.Free("new", []).ShouldBe("new-2");
    }
}
