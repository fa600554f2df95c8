using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Agon.Portal.TagHelpers;

/// <summary>What a badge's colour adds to its word.</summary>
public enum BadgeTone
{
    /// <summary>A fact.</summary>
    Plain,

    /// <summary>Something can be done here now.</summary>
    Open,

    /// <summary>Time is short, or work is going on.</summary>
    Soon,

    /// <summary>It went well.</summary>
    Good,

    /// <summary>It went wrong.</summary>
    Failed,

    /// <summary>Somebody vouches for it.</summary>
    Trust,
}

/// <summary>A word with a colour: <c>&lt;badge tone="Open"&gt;open&lt;/badge&gt;</c>.</summary>
[HtmlTargetElement("badge")]
public sealed class BadgeTagHelper : TagHelper
{
    /// <summary>The colour.</summary>
    public BadgeTone Tone { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Tone switch
        {
            BadgeTone.Open => "badge open",
            BadgeTone.Soon => "badge soon",
            BadgeTone.Good => "badge good",
            BadgeTone.Failed => "badge failed",
            BadgeTone.Trust => "badge trust",
            _ => "badge",
        });
    }
}
