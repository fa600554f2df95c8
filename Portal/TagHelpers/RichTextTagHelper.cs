using Agon.Portal.Text.Rich;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Agon.Portal.TagHelpers;

/// <summary>Shows Markdown or HTML that people wrote, cleaned: <c>&lt;rich-text markdown="Model.Terms" /&gt;</c>.</summary>
[HtmlTargetElement("rich-text", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RichTextTagHelper : TagHelper
{
    /// <summary>Markdown, which may contain HTML.</summary>
    public string? Markdown { get; set; }

    /// <summary>HTML; used when there is no Markdown.</summary>
    public string? Html { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "prose");
        output.Content.SetHtmlContent(Markdown is null ? RichText.FromHtml(Html) : RichText.FromMarkdown(Markdown));
    }
}
