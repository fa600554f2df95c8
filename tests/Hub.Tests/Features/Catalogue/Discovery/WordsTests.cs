using Agon.Hub.Features.Catalogue.Search;

namespace Agon.Hub.Tests.Features.Catalogue.Discovery;

public sealed class WordsTests(HubHost hub) : IClassFixture<HubHost>
{
    [Theory]
    [InlineData("Ökologie der ÄNDERUNG", "okologie der anderung")]
    [InlineData("Straße, smørrebrød & Łódź", "strasse smorrebrod lodz")]
    [InlineData("brain-MRI_2026 (v2.1)", "brain mri 2026 v2 1")]
    [InlineData("ﬁne e\u0301t\u00e9", "fine ete")]
    [InlineData("画像分類チャレンジ", "画 像 分 類 チ ャ レ ン シ")]
    [InlineData("Распознавание речи", "распознавание речи")]
    [InlineData("\ud83d \0 \" ' * : & | ! ( )", "")]
    [InlineData(null, "")]
    public void words_are_compared_without_case_marks_and_signs(string? text, string folded) => SearchText.Fold(text).ShouldBe(folded);

    [Fact]
    public void of_a_search_only_so_much_is_looked_at()
    {
        SearchText.Words(new string('a', 100_000)).ShouldAllBe(w => w.Length <= 60);
        SearchText.Words(string.Join(' ', Enumerable.Range(11, 100))).Count.ShouldBe(8);
        SearchText.Words("one One ONE").ShouldBe(["one"]);
        SearchText.Words("b a word c").ShouldBe(["word"]);
        SearchText.Words("b a").ShouldBe(["a", "b"]);
        SearchText.Fold(string.Concat(Enumerable.Repeat("\ufdfa ", 300)), 2000).Length.ShouldBeInRange(1, 2000);
        SearchText.Fold(new string('a', 30), 20).ShouldBe("");
    }

    [Fact]
    public void what_is_marked_is_the_text_as_it_was()
    {
        const string text = "Ökologie <b>der</b> Öko-Läden, ökonomisch 𝕏";

        var parts = SearchText.Mark(text, SearchText.Words("oko lad"));

        string.Concat(parts.Select(p => p.Text)).ShouldBe(text);
        parts.Where(p => p.IsMarked).Select(p => p.Text).ShouldBe(["Ökologie", "Öko", "Läden", "ökonomisch"]);
        SearchText.Mark(text, []).ShouldHaveSingleItem().ShouldBe(new TextPart(text, false));
    }

    [Theory]
    [InlineData("okologisch")]
    [InlineData("ÖKOLOGISCHE")]
    [InlineData("okolo")]
    [InlineData("vo%CC%88gel")]
    [InlineData("%E5%88%86%E9%A1%9E")]
    [InlineData("2026")]
    [InlineData("3d")]
    [InlineData("1e5")]
    public async Task a_word_is_found_by_its_beginning_however_it_is_written(string search)
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("Ökologische Vögel 画像分類 2026 3D 1e5"));
        await shelf.PutAsync("Oats");

        (await shelf.TitlesAsync($"+{search}")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task the_best_match_comes_first_unless_another_order_is_asked_for()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("Harvest", -1, 5) with { Text = "Something about barley, among other things." });
        await shelf.PutAsync(shelf.Card("Barley", -1, 20));
        await shelf.PutAsync(shelf.Card("Grain", -1, 9) with { Tags = [shelf.Word, "barley"] });
        var browser = hub.Browser();

        var page = await browser.VisitAsync($"/competitions?search={shelf.Word}+barley");

        Shelf.Titles(page).ShouldBe(["Barley", "Grain", "Harvest"]);
        page.Document.QuerySelector(".bar strong")!.TextContent.ShouldBe("best match");
        Shelf.Titles(await page.FollowAsync("closing soon")).ShouldBe(["Harvest", "Grain", "Barley"]);
        (await browser.VisitAsync("/competitions")).Document.QuerySelectorAll(".bar a").ShouldNotContain(a => a.TextContent == "best match");
    }

    [Fact]
    public async Task of_too_many_to_rank_those_with_all_words_in_the_title_come_first()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("Harvest", -1, 5) with { Text = "Barley and more barley of the north." });
        await shelf.PutAsync(shelf.Card($"Barley of {shelf.Word}", -1, 20));
        await shelf.PutAsync(shelf.Card("Oats", -1, 9) with { Text = "Nothing else." });
        Task<WordFinds> FindAsync(string word) => hub.QueryAsync(db => new FindByWords(db) { MostRanked = 1 }.ExecuteAsync([word, shelf.Word], TestContext.Current.CancellationToken));

        var many = await FindAsync("barley");
        var few = await FindAsync("oats");

        many.Numbers.Count.ShouldBe(2);
        many.InTitle.ShouldNotBeNull().ShouldHaveSingleItem();
        many.Ranks.ShouldBeEmpty();
        few.Ranks.ShouldHaveSingleItem().Number.ShouldBe(few.Numbers.ShouldHaveSingleItem());
        few.InTitle.ShouldBeNull();
    }

    [Fact]
    public async Task what_was_looked_for_is_marked_in_title_and_text()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        await shelf.PutAsync(shelf.Card("Barley & <i>bread</i>") with { Text = "All about barleycorn." });

        var page = await shelf.ListAsync("+barley+bread");

        page.Document.QuerySelectorAll(".rows mark").Select(m => m.TextContent).ShouldBe(["Barley", "bread", "barleycorn"]);
        Shelf.Titles(page).ShouldBe(["Barley & <i>bread</i>"]);
    }

    [Fact]
    public async Task what_changes_is_found_by_its_new_words_only()
    {
        using var shelf = await Shelf.ActiveAsync(hub);
        var key = await shelf.PutAsync("Rye");
        (await shelf.TitlesAsync("+rye")).ShouldHaveSingleItem();

        await shelf.Node.TakenAsync(shelf.Node.Tell(key, shelf.Card("Spelt")));
        (await shelf.TitlesAsync("+rye")).ShouldBeEmpty();
        (await shelf.TitlesAsync("+spelt")).ShouldHaveSingleItem();

        await shelf.Node.TakenAsync(shelf.Node.Withdraw(Agon.Federation.Contracts.Feed.RecordKinds.Competition, key));
        (await shelf.TitlesAsync("+spelt")).ShouldBeEmpty();
    }
}
