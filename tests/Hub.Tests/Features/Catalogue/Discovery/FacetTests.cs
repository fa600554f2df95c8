using Agon.Federation.Contracts.Feed;

namespace Agon.Hub.Tests.Features.Catalogue.Discovery;

public sealed class FacetTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task every_facet_counts_and_narrows()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("A", -1, 5) with { TaskTypes = ["segmentation"], Modalities = ["medical-image"], SubmissionKinds = ["code"], Institution = "Alpha", Prize = "A cup", IsConfidential = true });
        await shelf.PutAsync(shelf.Card("B", -1, 25) with { TaskTypes = ["classification"], Modalities = ["tabular"], SubmissionKinds = ["results", "code"], Institution = "Beta" });
        await shelf.PutAsync(shelf.Card("C", 3, 90) with { TaskTypes = ["classification"], Modalities = ["tabular", "time-series"], SubmissionKinds = ["results"], Institution = "Beta" });
        await shelf.PutAsync(shelf.Card("D", -9, -3) with { TaskTypes = [], Modalities = [], SubmissionKinds = [], Institution = null });

        var page = await shelf.ListAsync();
        foreach (var (heading, values) in new[]
        {
            ("Status", "Open 2, Upcoming 1, Closed 1"), ("Closes within", "7 days 1, 30 days 2"), ("You send", "Code 2, Results 2"),
            ("Task", "Classification 2, Segmentation 1"), ("Data", "Tabular 2, Medical image 1, Time series 1"),
            ("Institution", "Beta 2, Alpha 1, University of Alpha 1"), ("Prize", "With a prize 1, Without 3"), ("Confidential data", "Some never leave their site 1, None 3"),
        })
        {
            Shelf.Facet(page, heading).ShouldBe(values);
        }

        foreach (var (narrowed, titles) in new[]
        {
            ("status=open", "AB"), ("status=upcoming", "C"), ("status=closed", "D"), ("closes=7", "A"), ("closes=30", "AB"), ("kind=code", "AB"), ("kind=results", "BC"),
            ("task=classification", "BC"), ("modality=time-series", "C"), ("institution=Beta", "BC"), ("institution=University%20of%20Alpha", "D"), ("prize=yes", "A"), ("prize=no", "BCD"),
            ("confidential=yes", "A"), ("confidential=no", "BCD"), ("status=open&kind=results", "B"), ("task=classification&closes=7", ""),
            ("task=no-such-thing", ""), ("status=nonsense", "ABCD"), ("closes=8", "ABCD"), ("status=", "ABCD"), ("status=open&status=closed", "AB"),
        })
        {
            string.Concat(await shelf.TitlesAsync($"&{narrowed}")).ShouldBe(titles, narrowed);
        }
    }

    [Fact]
    public async Task a_count_says_what_another_choice_would_give()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("A") with { TaskTypes = ["regression"] });
        await shelf.PutAsync(shelf.Card("B") with { TaskTypes = ["ranking"] });
        await shelf.PutAsync(shelf.Card("C", 3) with { TaskTypes = ["ranking"] });

        var page = await shelf.ListAsync("&status=open&task=ranking");

        Shelf.Titles(page).ShouldBe(["B"]);
        Shelf.Facet(page, "Status").ShouldBe("Open 1, Upcoming 1, Closed 0");
        Shelf.Facet(page, "Task").ShouldBe("Ranking 1, Regression 1");
    }

    [Fact]
    public async Task a_choice_is_marked_and_taken_away_by_the_same_link()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync("A");
        await shelf.PutAsync("B", 3);

        var page = await shelf.ListAsync("&status=upcoming&sort=newest");
        var chosen = page.Document.QuerySelector(".facets a[aria-current]")!;

        chosen.TextContent.ShouldContain("Upcoming");
        chosen.GetAttribute("href").ShouldBe($"{shelf.Address}&sort=newest");
        page.Heading.ShouldBe("Upcoming competitions");
        page.Document.QuerySelectorAll("form.filter input[type=hidden]").Select(i => $"{i.GetAttribute("name")}={i.GetAttribute("value")}").ShouldBe(["status=upcoming", "sort=newest"]);
    }

    [Fact]
    public async Task of_what_nodes_name_the_most_frequent_are_shown_and_what_is_chosen()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        for (var i = 0; i < 14; i++)
        {
            await shelf.PutAsync(shelf.Card($"Number {i}") with { TaskTypes = [$"task-{i:00}"], Modalities = ["tabular"], SubmissionKinds = [SubmissionKinds.Results] });
        }

        Shelf.Facet(await shelf.ListAsync(), "Task").Split(", ").Length.ShouldBe(12);
        Shelf.Facet(await shelf.ListAsync("&task=task-13"), "Task").ShouldEndWith("Task 13 1");
    }
}
