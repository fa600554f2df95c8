using System.Net;
using Markdig;
using Microsoft.AspNetCore.Html;

namespace Agon.Portal.Text.Rich;

/// <summary>
/// Turns text that people wrote into HTML that is safe to show: no scripts, styles, frames or forms, no picture from another host,
/// headings from <c>h2</c> on. Show it inside an element of class <c>prose</c>.
/// </summary>
public static class RichText
{
    /// <summary>Text is cut here, in characters; the reader is told.</summary>
    public const int MaxLength = 500_000;

    // No generic attributes: they would let Markdown write any attribute. HTML in Markdown is allowed, for it is cleaned after.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseGridTables().UseAutoLinks().UseEmphasisExtras().UseFootnotes().UseTaskLists().UseListExtras()
        .UseDefinitionLists().UseMathematics().UseAutoIdentifiers()
        .Build();

    /// <summary>Markdown, which may contain HTML. Formulas stay readable text: <c>\(x_1\)</c>.</summary>
    public static IHtmlContent FromMarkdown(string? text) =>
        Render(text, static t => ParsingEffort.IsTooMuchMarkdown(t) ? AsWritten(t) : Markdown.ToHtml(t, Pipeline));

    /// <summary>HTML as it was written.</summary>
    public static IHtmlContent FromHtml(string? text) => Render(text, static t => t);

    private static HtmlString Render(string? text, Func<string, string> toHtml)
    {
        var given = text ?? "";
        var shown = given.Length > MaxLength ? given[..MaxLength] : given;
        var note = given.Length > MaxLength ? $"<p><em>The text goes on; only its first {Counts.Words(MaxLength)} characters are shown.</em></p>" : "";
        return new HtmlString(Html(shown, toHtml) + note);
    }

    private static string Html(string text, Func<string, string> toHtml)
    {
        try
        {
            var html = toHtml(text);
            return ParsingEffort.IsTooMuchHtml(html) ? AsWritten(text) : HtmlCleaner.Clean(html);
        }
        catch (ArgumentException)
        {
            // Markdig's way of saying that blocks are nested too deeply.
            return AsWritten(text);
        }
    }

    private static string AsWritten(string text) => $"<pre tabindex=\"0\">\n{WebUtility.HtmlEncode(text)}</pre>";
}
