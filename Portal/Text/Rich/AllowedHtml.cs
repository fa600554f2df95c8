using System.Collections.Frozen;

namespace Agon.Portal.Text.Rich;

/// <summary>What text from people may contain. Everything not named here goes.</summary>
internal static class AllowedHtml
{
    /// <summary>Elements that stay.</summary>
    public static readonly FrozenSet<string> Elements = Set(
        "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li "
        + "mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var");

    /// <summary>Elements that go with all they contain: they run, load, ask, or make browsers and parsers disagree.</summary>
    public static readonly FrozenSet<string> Dropped = Set(
        "applet audio base basefont bgsound button canvas command datalist dialog embed frame frameset head iframe isindex keygen link listing map area "
        + "marquee menuitem meta meter nextid noembed noframes noscript object optgroup option output param plaintext portal progress script select "
        + "slot source style svg math template textarea title track video xmp");

    /// <summary>Elements without content.</summary>
    public static readonly FrozenSet<string> Void = Set("br col hr img");

    /// <summary>Classes that stay: what Markdown itself writes, and alignment.</summary>
    public static readonly FrozenSet<string> Classes = Set("math footnotes footnote-ref footnote-back-ref left center right task-list-item contains-task-list");

    /// <summary>Attributes whose value is plain text, by element; <c>*</c> is any.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<string>> TextAttributes = new Dictionary<string, FrozenSet<string>>
    {
        ["*"] = Set("title lang dir"),
        ["img"] = Set("alt"),
        ["th"] = Set("scope abbr"),
        ["time"] = Set("datetime"),
    }.ToFrozenDictionary();

    /// <summary>Attributes whose value is a number, by element, with the largest that stays.</summary>
    public static readonly FrozenDictionary<string, FrozenDictionary<string, int>> NumberAttributes = new Dictionary<string, FrozenDictionary<string, int>>
    {
        ["img"] = Limits(("width", 4000), ("height", 4000)),
        ["td"] = Limits(("colspan", 100), ("rowspan", 1000)),
        ["th"] = Limits(("colspan", 100), ("rowspan", 1000)),
        ["col"] = Limits(("span", 100)),
        ["colgroup"] = Limits(("span", 100)),
        ["ol"] = Limits(("start", 1_000_000)),
        ["li"] = Limits(("value", 1_000_000)),
    }.ToFrozenDictionary();

    /// <summary>Attributes that only need to be there, by element.</summary>
    public static readonly FrozenDictionary<string, FrozenSet<string>> BareAttributes = new Dictionary<string, FrozenSet<string>>
    {
        ["details"] = Set("open"),
        ["ol"] = Set("reversed"),
    }.ToFrozenDictionary();

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, int> Limits(params (string Name, int Max)[] limits) => limits.ToFrozenDictionary(l => l.Name, l => l.Max);
}
