using Agon.Portal.Text;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Agon.Portal.TagHelpers;

/// <summary>How <c>&lt;time-of&gt;</c> speaks.</summary>
public enum TimeWords
{
    /// <summary>"in 3 days (Fri 20 Nov, 23:59 UTC)".</summary>
    Both,

    /// <summary>"in 3 days", the exact words as a title.</summary>
    Relative,

    /// <summary>"3 days left" or "over", the exact words as a title.</summary>
    Left,

    /// <summary>"Fri 20 Nov, 23:59 UTC".</summary>
    Exact,

    /// <summary>"20 Nov 2026".</summary>
    Day,
}

/// <summary>
/// A point in time for people and machines: <c>Closes &lt;time-of instant="phase.End" /&gt;</c> says "Closes in 3 days (Fri 20 Nov, 23:59 UTC)".
/// With scripts on, exact words turn into the reader's zone.
/// </summary>
[HtmlTargetElement("time-of", Attributes = "instant", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeOfTagHelper(TimeProvider clock) : TagHelper
{
    /// <summary>The point in time; null writes the fallback.</summary>
    public required DateTimeOffset? Instant { get; set; }

    /// <summary>Which words.</summary>
    public TimeWords Words { get; set; } = TimeWords.Both;

    /// <summary>What to write when there is no such time.</summary>
    public string Otherwise { get; set; } = "–";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Instant is not { } instant)
        {
            output.TagName = null;
            output.Content.SetContent(Otherwise);
            return;
        }

        var now = clock.GetUtcNow();
        var exact = Moments.Exact(instant, now);
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Moments.Machine(instant));

        switch (Words)
        {
            case TimeWords.Both:
                output.Content.Append($"{Moments.Relative(instant, now)} (").AppendHtml("<span class=\"at\">").Append(exact).AppendHtml("</span>").Append(")");
                break;
            case TimeWords.Exact:
                output.Content.AppendHtml("<span class=\"at\">").Append(exact).AppendHtml("</span>");
                break;
            case TimeWords.Day:
                output.Content.SetContent(Moments.Day(instant));
                break;
            default:
                output.Attributes.SetAttribute("title", exact);
                output.Content.SetContent(Words == TimeWords.Left ? Moments.Left(instant, now) : Moments.Relative(instant, now));
                break;
        }
    }
}
