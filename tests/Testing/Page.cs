using System.Net;
using AngleSharp.Html.Dom;
using Shouldly;

namespace Agon.Testing;

/// <summary>One answered page.</summary>
public sealed class Page(PageClient client, HttpResponseMessage response, IHtmlDocument document)
{
    public HttpResponseMessage Response { get; } = response;

    public IHtmlDocument Document { get; } = document;

    public HttpStatusCode Status => Response.StatusCode;

    public string Path => Response.RequestMessage!.RequestUri!.PathAndQuery;

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>The text of the whole page with runs of white space as one space.</summary>
    public string Text => Squeeze(Document.Body?.TextContent ?? "");

    /// <summary>The form that holds the button with this text.</summary>
    public PageForm Form(string button)
    {
        var found = Document.QuerySelectorAll("button, input[type=submit]")
            .FirstOrDefault(b => Squeeze(b.TextContent) == button || b.GetAttribute("value") == button);
        return found?.Closest("form") is IHtmlFormElement form
            ? new PageForm(client, this, form, found)
            : throw new ShouldAssertException($"{Path} has no form with the button \"{button}\": {Text}");
    }

    public Task<Page> FollowAsync(string linkText)
    {
        var link = Document.QuerySelectorAll("a[href]").FirstOrDefault(a => Squeeze(a.TextContent) == linkText)
            ?? throw new ShouldAssertException($"{Path} has no link \"{linkText}\": {Text}");
        return client.VisitAsync(Resolve(link.GetAttribute("href")!));
    }

    public void ShouldSay(string sentence) => Text.ShouldContain(sentence);

    public void ShouldNotSay(string sentence) => Text.ShouldNotContain(sentence);

    internal string Resolve(string reference) => new Uri(Response.RequestMessage!.RequestUri!, reference).ToString();

    internal static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
