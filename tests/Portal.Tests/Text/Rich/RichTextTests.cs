using Agon.Portal.Text.Rich;

namespace Agon.Portal.Tests.Text.Rich;

public sealed class RichTextTests
{
    [Fact]
    public void markdown_becomes_headings_lists_and_tables()
    {
        var html = Markdown("# Data\n\n- one\n- two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n");

        html.ShouldContain("<h2 id=\"text-data\">Data</h2>");
        html.ShouldContain("<li>one</li>");
        html.ShouldContain("<td class=\"right\">2</td>");
    }

    [Fact]
    public void formulas_stay_readable_text() =>
        Markdown("The loss $a_1 * b_2 * c$ counts.").ShouldContain("<span class=\"math\">\\(a_1 * b_2 * c\\)</span>");

    [Fact]
    public void footnotes_lead_to_their_notes()
    {
        var html = Markdown("Word[^1].\n\n[^1]: Note.");

        html.ShouldContain("href=\"#text-fn-1\"");
        html.ShouldContain("id=\"text-fn-1\"");
    }

    [Fact]
    public void code_keeps_its_language_and_its_signs() =>
        Markdown("```python\nif a < b: pass\n```").ShouldContain("<code class=\"language-python\">if a &lt; b: pass");

    [Fact]
    public void tasks_are_shown_as_boxes_nobody_can_tick() => Markdown("- [x] done\n- [ ] open").ShouldSatisfyAllConditions(
        html => html.ShouldContain("☑"), html => html.ShouldContain("☐"), html => html.ShouldNotContain("<input"));

    [Fact]
    public void attributes_can_not_be_written_in_markdown() => Markdown("# Hi {#main .flash onclick=alert(1)}").ShouldNotContain("onclick=\"");

    [Fact]
    public void no_text_is_no_html() => Markdown(null).ShouldBe("");

    [Fact]
    public void text_that_is_too_long_is_cut_and_says_so() =>
        Markdown(new string('a', RichText.MaxLength + 1)).ShouldContain("only its first");

    [Theory]
    [InlineData("> ", 4000)]
    [InlineData("- ", 4000)]
    [InlineData("<b>", 160_000)]
    [InlineData("<div>", 100_000)]
    [InlineData("[", 50_000)]
    [InlineData("![](", 100_000)]
    [InlineData("[a](", 100_000)]
    [InlineData("[a](\n\n", 80_000)]
    [InlineData("<details>\n", 50_000)]
    [InlineData("*a_", 160_000)]
    [InlineData("`", 100_000)]
    [InlineData("<a href=x", 20_000)]
    [InlineData("|", 100_000)]
    [InlineData("$", 100_000)]
    [InlineData("[^1]", 50_000)]
    public void text_made_to_exhaust_a_parser_is_still_shown(string piece, int times) =>
        Markdown(string.Concat(Enumerable.Repeat(piece, times))).ShouldNotBeNull();

    private static string Markdown(string? text) => RichText.FromMarkdown(text).ToString()!;
}
