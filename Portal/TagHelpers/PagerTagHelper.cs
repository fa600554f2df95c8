using Agon.Portal.Text;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Agon.Portal.TagHelpers;

/// <summary>Links to the other pages of a list, keeping the rest of the query: <c>&lt;pager paging="Model.Paging" /&gt;</c>.</summary>
[HtmlTargetElement("pager", Attributes = "paging", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper : TagHelper
{
    /// <summary>The page shown and how many there are.</summary>
    public required Paging Paging { get; set; }

    /// <summary>The query's name for the page.</summary>
    public string Key { get; set; } = "page";

    /// <summary>The view this is part of.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Paging.Pages == 1)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", "Pages");

        var list = new TagBuilder("ul");
        if (Paging.Page > 1)
        {
            list.InnerHtml.AppendHtml(Item(Link(Paging.Page - 1, "Previous", "prev")));
        }

        foreach (var page in Paging.Window())
        {
            list.InnerHtml.AppendHtml(Item(page == 0 ? Gap() : Link(page, Counts.Words(page), null)));
        }

        if (Paging.Page < Paging.Pages)
        {
            list.InnerHtml.AppendHtml(Item(Link(Paging.Page + 1, "Next", "next")));
        }

        output.Content.AppendHtml(list);
    }

    private TagBuilder Link(int page, string text, string? relation)
    {
        var request = ViewContext.HttpContext.Request;
        var others = request.Query.Where(pair => !string.Equals(pair.Key, Key, StringComparison.OrdinalIgnoreCase));
        var query = new QueryBuilder(others) { { Key, page.ToString(System.Globalization.CultureInfo.InvariantCulture) } };

        var link = new TagBuilder("a") { Attributes = { ["href"] = request.PathBase + request.Path + query.ToQueryString() } };
        link.InnerHtml.Append(text);
        if (relation is not null)
        {
            link.Attributes["rel"] = relation;
            return link;
        }

        link.Attributes["aria-label"] = $"Page {text}";
        if (page == Paging.Page)
        {
            link.Attributes["aria-current"] = "page";
        }

        return link;
    }

    private static TagBuilder Gap()
    {
        var gap = new TagBuilder("span");
        gap.InnerHtml.Append("…");
        return gap;
    }

    private static TagBuilder Item(TagBuilder content)
    {
        var item = new TagBuilder("li");
        item.InnerHtml.AppendHtml(content);
        return item;
    }
}
