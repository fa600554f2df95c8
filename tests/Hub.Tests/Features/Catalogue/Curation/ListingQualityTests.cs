using Agon.Hub.Features.Catalogue.Curation.Quality;

namespace Agon.Hub.Tests.Features.Catalogue.Curation;

public sealed class ListingQualityTests
{
    [Fact]
    public void what_lacks_nothing_has_all_points()
    {
        ListingQuality.Score(new QualityFacts()).ShouldBe(ListingQuality.All);
        QualityMessages.Reasons(new QualityFacts()).ShouldBe(QualityMessages.Fine);
    }

    [Fact]
    public void each_problem_costs_points_and_has_words()
    {
        var all = typeof(QualityFacts).GetProperties().Where(p => p.PropertyType == typeof(bool)).ToList();
        all.Count.ShouldBe(Enum.GetValues<QualityProblem>().Length);
        foreach (var property in all)
        {
            var facts = new QualityFacts();
            property.SetValue(facts, true);

            ListingQuality.Score(facts).ShouldBeLessThan(ListingQuality.All, property.Name);
            QualityMessages.Word(ListingQuality.Problems(facts).ShouldHaveSingleItem()).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void small_lacks_alone_are_no_reason_to_look_and_a_silent_node_is() =>
        (ListingQuality.Score(new QualityFacts { HasNoEnd = true, HasNoLogo = true, HasNoWords = true }) >= ListingQuality.Low,
            ListingQuality.Score(new QualityFacts { IsNodeSilent = true }) < ListingQuality.Low,
            ListingQuality.Score(new QualityFacts { IsUnused = true }) < ListingQuality.Low).ShouldBe((true, true, true));

    [Fact]
    public void nothing_has_less_than_no_points() =>
        ListingQuality.Score(new QualityFacts { IsLost = true, IsNodeSilent = true, IsUnused = true, HasNoText = true, HasNoWords = true, HasNoEnd = true, HasNoLogo = true }).ShouldBe(0);
}
