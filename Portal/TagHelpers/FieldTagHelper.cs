using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Agon.Portal.TagHelpers;

/// <summary>
/// A labelled control with its hint and its error, tied together for screen readers:
/// <c>&lt;field for="Form.Email" label="E-mail address" type="email" hint="…" /&gt;</c>. Content after the control goes inside the element.
/// </summary>
[HtmlTargetElement("field", Attributes = "for,label")]
public sealed class FieldTagHelper(IHtmlGenerator generator) : TagHelper
{
    /// <summary>The property the control fills.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>What is asked.</summary>
    public required string Label { get; set; }

    /// <summary>What helps to answer, shown before the control.</summary>
    public string? Hint { get; set; }

    /// <summary>The kind of control: any input type, or <c>textarea</c>; <c>text</c> unless said, <c>select</c> when there are items.</summary>
    public string Type { get; set; } = "text";

    /// <summary>What the browser may fill in, for instance <c>email</c>, <c>current-password</c>, <c>off</c>.</summary>
    public string? Autocomplete { get; set; }

    /// <summary>The choices of a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The kinds of file offered first, for <c>type="file"</c>.</summary>
    public string? Accept { get; set; }

    /// <summary>The height of a textarea in lines.</summary>
    public int Rows { get; set; } = 6;

    /// <summary>The view this is part of.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var id = TagBuilder.CreateSanitizedId(FullName, "_");
        var error = ViewContext.ViewData.ModelState.TryGetValue(FullName, out var state) && state.Errors is [var first, ..] ? first.ErrorMessage : null;
        var isCheck = Type == "checkbox";

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", (isCheck ? "field check" : "field") + (error is null ? "" : " wrong"));

        var label = new TagBuilder("label") { Attributes = { ["for"] = id } };
        label.InnerHtml.Append(Label);
        var hint = Paragraph("hint", $"{id}-hint", Hint);
        var wrong = error is null ? null : Paragraph("field-error", $"{id}-error", $"Error: {error}");
        var control = Control(id, Described(id, error is not null), error is not null);
        var rest = await output.GetChildContentAsync();

        object?[] parts = isCheck ? [wrong, control, label, hint, rest] : [label, hint, wrong, control, rest];
        foreach (var part in parts.OfType<IHtmlContent>())
        {
            output.Content.AppendHtml(part);
        }
    }

    private TagBuilder Control(string id, string? described, bool wrong)
    {
        var attributes = new Dictionary<string, object?> { ["id"] = id };
        Set(attributes, "aria-describedby", described);
        Set(attributes, "aria-invalid", wrong ? "true" : null);
        Set(attributes, "autocomplete", Autocomplete);
        Set(attributes, "accept", Accept);

        if (Items is not null)
        {
            return generator.GenerateSelect(ViewContext, For.ModelExplorer, optionLabel: null, For.Name, Items, allowMultiple: false, attributes);
        }

        return Type switch
        {
            "checkbox" => generator.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, isChecked: null, attributes),
            "textarea" => generator.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, 0, attributes),
            "password" => generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, value: null, attributes),
            "file" => File(attributes),
            _ => generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, Format, With(attributes, "type", Type)),
        };
    }

    private string FullName => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    // What a date control understands; everything else is shown as it is.
    private string? Format => Type switch
    {
        "date" => "{0:yyyy-MM-dd}",
        "datetime-local" => "{0:yyyy-MM-ddTHH:mm}",
        _ => null,
    };

    private TagBuilder File(Dictionary<string, object?> attributes)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.MergeAttributes(With(attributes, "type", "file"));
        input.MergeAttribute("name", FullName);
        return input;
    }

    private string? Described(string id, bool wrong)
    {
        var ids = string.Join(' ', new[] { Hint is null ? null : $"{id}-hint", wrong ? $"{id}-error" : null }.OfType<string>());
        return ids.Length == 0 ? null : ids;
    }

    private static TagBuilder? Paragraph(string style, string id, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var paragraph = new TagBuilder("p") { Attributes = { ["class"] = style, ["id"] = id } };
        paragraph.InnerHtml.Append(text);
        return paragraph;
    }

    private static Dictionary<string, object?> With(Dictionary<string, object?> attributes, string name, string value)
    {
        attributes[name] = value;
        return attributes;
    }

    private static void Set(Dictionary<string, object?> attributes, string name, string? value)
    {
        if (value is not null)
        {
            attributes[name] = value;
        }
    }
}
