using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Shouldly;

namespace Agon.Testing;

/// <summary>A rendered form: filled in by its labels and sent with everything it holds, hidden fields and token included.</summary>
public sealed class PageForm(PageClient client, Page page, IHtmlFormElement form, IElement button)
{
    private readonly Dictionary<string, (string FileName, byte[] Bytes)> _files = [];

    public PageForm Fill(string label, string value)
    {
        switch (Control(label))
        {
            case IHtmlInputElement input: input.Value = value; break;
            case IHtmlTextAreaElement area: area.Value = value; break;
            case IHtmlSelectElement select: select.Value = value; break;
            case var other: throw new ShouldAssertException($"\"{label}\" labels a {other.TagName}.");
        }

        return this;
    }

    /// <summary>Puts a value into a field without a label, as a script does, or one who tampers.</summary>
    public PageForm Hidden(string name, string value)
    {
        ((IHtmlInputElement)form.QuerySelector($"input[name='{name}']")!).Value = value;
        return this;
    }

    public PageForm Check(string label, bool isChecked = true)
    {
        ((IHtmlInputElement)Control(label)).IsChecked = isChecked;
        return this;
    }

    public PageForm Attach(string label, string fileName, byte[] bytes)
    {
        _files[Control(label).GetAttribute("name")!] = (fileName, bytes);
        return this;
    }

    public Task<Page> SendAsync()
    {
        var url = page.Resolve(button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? "");
        var fields = Fields().ToList();
        if (string.Equals(form.Method, "get", StringComparison.OrdinalIgnoreCase))
        {
            var query = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
            return client.VisitAsync($"{url.Split('?')[0]}?{query}");
        }

        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = Content(fields) };
        return client.SendAsync(request);
    }

    private HttpContent Content(List<KeyValuePair<string, string>> fields)
    {
        if (!string.Equals(form.Enctype, "multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return new FormUrlEncodedContent(fields);
        }

        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), $"\"{name}\"");
        }

        foreach (var (name, (fileName, bytes)) in _files)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            content.Add(file, $"\"{name}\"", $"\"{fileName}\"");
        }

        return content;
    }

    private IEnumerable<KeyValuePair<string, string>> Fields()
    {
        foreach (var element in form.QuerySelectorAll("input, textarea, select").Where(e => e.HasAttribute("name") && !e.HasAttribute("disabled")))
        {
            var value = element switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement { Type: "file" or "submit" or "button" } => null,
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value,
                _ => null,
            };
            if (value is not null)
            {
                yield return new(element.GetAttribute("name")!, value);
            }
        }

        if (button.GetAttribute("name") is { } name)
        {
            yield return new(name, button.GetAttribute("value") ?? "");
        }
    }

    private IElement Control(string label)
    {
        var found = form.QuerySelectorAll("label").FirstOrDefault(l => Page.Squeeze(l.TextContent) == label)
            ?? throw new ShouldAssertException($"The form has no field labelled \"{label}\"; it has: {string.Join(", ", form.QuerySelectorAll("label").Select(l => Page.Squeeze(l.TextContent)))}");
        return found.GetAttribute("for") is { } id
            ? form.QuerySelector($"[id='{id}']") ?? throw new ShouldAssertException($"The label \"{label}\" points at nothing.")
            : found.QuerySelector("input, textarea, select")!;
    }
}
