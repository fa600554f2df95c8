using AngleSharp.Html.Parser;

namespace Agon.Testing;

/// <summary>Visits pages as a browser without scripts does: keeps cookies, follows redirects, sends rendered forms.</summary>
public sealed class PageClient(HttpClient http)
{
    private static readonly HtmlParser Parser = new();

    public HttpClient Http { get; } = http;

    /// <summary>Gets a page, whatever its status.</summary>
    public async Task<Page> VisitAsync(string url) => await ReadAsync(await Http.GetAsync(url));

    internal async Task<Page> SendAsync(HttpRequestMessage request) => await ReadAsync(await Http.SendAsync(request));

    private async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        return new Page(this, response, await Parser.ParseDocumentAsync(html));
    }
}
