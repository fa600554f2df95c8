using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Agon.Portal.Text.Rich;

/// <summary>
/// Writes HTML anew from an allow list: elements, attributes and addresses that are named stay, everything else goes. Nothing is
/// copied through, so what a parser and a browser may understand differently never reaches the page.
/// </summary>
internal sealed class HtmlCleaner
{
    /// <summary>Elements nested deeper than this are left out.</summary>
    public const int MaxDepth = 100;

    /// <summary>Before every id and fragment, so that text can't take the place of the page's own elements.</summary>
    public const string IdPrefix = "text-";

    private static readonly HtmlParser Parser = new();
    private readonly StringBuilder _output = new();
    private int _shift;
    private int _lastHeading = 1;

    private HtmlCleaner()
    {
    }

    /// <summary>The cleaned text; every element is closed and every attribute quoted.</summary>
    public static string Clean(string html)
    {
        var body = Parser.ParseDocument($"<!doctype html><body>{html}").Body;
        var cleaner = new HtmlCleaner();
        if (body is not null)
        {
            cleaner._shift = 2 - body.QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(LevelOf).DefaultIfEmpty(2).Min();
            cleaner.Children(body, 0);
        }

        return cleaner._output.ToString();
    }

    private static int LevelOf(IElement heading) => heading.LocalName[1] - '0';

    private static bool IsHeading(string name) => name is ['h', >= '1' and <= '6'];

    private void Children(INode parent, int depth)
    {
        foreach (var node in parent.ChildNodes)
        {
            switch (node)
            {
                case IText text:
                    Escape(text.Data);
                    break;
                case IElement element when depth < MaxDepth && element.NamespaceUri == NamespaceNames.HtmlUri && !AllowedHtml.Dropped.Contains(element.LocalName):
                    Element(element, depth + 1);
                    break;
            }
        }
    }

    private void Element(IElement element, int depth)
    {
        var name = element.LocalName;
        if (name == "input")
        {
            TaskBox(element);
            return;
        }

        if (name == "img" && SafeAddress.ForImage(element.GetAttribute("src")) is null)
        {
            PictureElsewhere(element);
            return;
        }

        if (!AllowedHtml.Elements.Contains(name))
        {
            Children(element, depth);
            return;
        }

        name = IsHeading(name) ? $"h{Heading(element)}" : name;
        _output.Append('<').Append(name);
        Attributes(element);
        // Long lines scroll inside it: a keyboard must get there.
        _output.Append(name is "pre" or "table" ? " tabindex=\"0\">" : ">");
        if (AllowedHtml.Void.Contains(name))
        {
            return;
        }

        // A parser drops the first line end of a <pre>: give it one to drop.
        _output.Append(name == "pre" ? "\n" : "");
        Children(element, depth);
        _output.Append("</").Append(name).Append('>');
    }

    // Starts at h2, and never skips a level on the way down.
    private int Heading(IElement element) =>
        _lastHeading = Math.Clamp(LevelOf(element) + _shift, 2, Math.Min(6, _lastHeading + 1));

    private void TaskBox(IElement input)
    {
        if (input.GetAttribute("type") == "checkbox")
        {
            _output.Append(input.HasAttribute("checked") ? "☑ " : "☐ ");
        }
    }

    // The page asks no other host for anything: the reader may follow a link instead.
    private void PictureElsewhere(IElement image)
    {
        if (SafeAddress.ForLink(image.GetAttribute("src")) is { } address && SafeAddress.IsForeign(address))
        {
            _output.Append("<a");
            Link(address);
            _output.Append('>');
            Escape(image.GetAttribute("alt") is { Length: > 0 } words ? $"Picture: {words}" : "Picture on another site");
            _output.Append("</a>");
        }
    }

    private void Attributes(IElement element)
    {
        foreach (var attribute in element.Attributes)
        {
            var (name, value) = (attribute.LocalName, attribute.Value);
            switch (name)
            {
                case "id":
                    Write("id", Id(value));
                    break;
                case "class":
                    Classes(element);
                    break;
                case "href" when element.LocalName == "a" && SafeAddress.ForLink(value) is { } address:
                    Link(address);
                    break;
                case "src" when element.LocalName == "img":
                    Write("src", SafeAddress.ForImage(value)!);
                    break;
                default:
                    Plain(element.LocalName, name, value);
                    break;
            }
        }

        if (!element.HasAttribute("class"))
        {
            Classes(element);
        }

        if (element.LocalName == "img" && !element.HasAttribute("alt"))
        {
            Write("alt", "");
        }
    }

    private void Plain(string element, string name, string value)
    {
        if (AllowedHtml.TextAttributes["*"].Contains(name) || (AllowedHtml.TextAttributes.TryGetValue(element, out var texts) && texts.Contains(name)))
        {
            Write(name, value);
        }
        else if (AllowedHtml.NumberAttributes.TryGetValue(element, out var numbers) && numbers.TryGetValue(name, out var max)
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= max)
        {
            Write(name, number.ToString(CultureInfo.InvariantCulture));
        }
        else if (AllowedHtml.BareAttributes.TryGetValue(element, out var bare) && bare.Contains(name))
        {
            _output.Append(' ').Append(name);
        }
    }

    private void Link(string address)
    {
        if (address.StartsWith('#'))
        {
            Write("href", $"#{Id(address[1..])}");
            return;
        }

        Write("href", address);
        if (SafeAddress.IsForeign(address))
        {
            Write("rel", "nofollow noopener noreferrer");
        }
    }

    private void Classes(IElement element)
    {
        var kept = element.ClassList.Where(c => AllowedHtml.Classes.Contains(c) || (element.LocalName == "code" && IsLanguage(c))).ToList();
        if (element.LocalName is "td" or "th" && Alignment(element) is { } alignment)
        {
            kept.Add(alignment);
        }

        if (kept.Count > 0)
        {
            Write("class", string.Join(' ', kept.Distinct()));
        }
    }

    private static bool IsLanguage(string name) =>
        name.StartsWith("language-", StringComparison.Ordinal) && name.Length < 40 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '#');

    // Markdown aligns columns by a style, older pages by an attribute; a class may stay.
    private static string? Alignment(IElement cell)
    {
        var style = cell.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        var asked = style.StartsWith("text-align:", StringComparison.Ordinal) ? style["text-align:".Length..].TrimEnd(';') : cell.GetAttribute("align");
        return asked is "left" or "center" or "right" ? asked : null;
    }

    private static string Id(string value) =>
        IdPrefix + new string([.. value.Take(80).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]);

    private void Write(string name, string value)
    {
        _output.Append(' ').Append(name).Append("=\"");
        Escape(value);
        _output.Append('"');
    }

    private void Escape(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => _output.Append("&amp;"),
                '<' => _output.Append("&lt;"),
                '>' => _output.Append("&gt;"),
                '"' => _output.Append("&quot;"),
                '\0' => _output,
                _ => _output.Append(c),
            };
        }
    }
}
