using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Agon.Node.Features.Files;

/// <summary>
/// <c>&lt;upload-token /&gt;</c>: the antiforgery token as the first field of an upload form (with <c>asp-antiforgery="false"</c>, which
/// would put it last, after the file).
/// </summary>
[HtmlTargetElement("upload-token", TagStructure = TagStructure.WithoutEndTag)]
public sealed class UploadTokenTagHelper(IAntiforgery antiforgery) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var tokens = antiforgery.GetAndStoreTokens(ViewContext.HttpContext);
        output.TagName = "input";
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", tokens.FormFieldName);
        output.Attributes.SetAttribute("value", tokens.RequestToken);
    }
}
