using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Agon.Journeys;

/// <summary>The node's API as a script uses it.</summary>
internal sealed class NodeApi(HttpClient http)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public HttpClient Http { get; } = http;

    /// <summary>Uploads a bundle, waits for its import and publishes it; the competition's slug.</summary>
    public async Task<string> PublishAsync(string bundle)
    {
        var started = await SendAsync($"bundles?fileName=sample.zip", await File.ReadAllBytesAsync(bundle));
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
        var id = (await ReadAsync(started)).GetProperty("id").GetGuid();
        var import = await Until.SoAsync(() => GetAsync($"bundles/{id}"), i => Text(i, "status") is "Imported" or "Refused", Patience);
        Text(import, "status").ShouldBe("Imported", import.ToString());
        var slug = Text(import, "competition");
        (await Http.PostAsync(new Uri($"api/v1/competitions/{slug}/publish", UriKind.Relative), null)).EnsureSuccessStatusCode();
        return slug;
    }

    public async Task JoinAsync(string slug) =>
        (await Http.PostAsJsonAsync($"api/v1/competitions/{slug}/participation", new { acceptTerms = true })).EnsureSuccessStatusCode();

    /// <summary>Sends a submission that is expected to be taken; its id.</summary>
    public async Task<Guid> SubmitAsync(string slug, int phase, byte[] zip)
    {
        var response = await SendAsync($"competitions/{slug}/phases/{phase}/submissions?fileName=mine.zip", zip);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await ReadAsync(response)).GetProperty("id").GetGuid();
    }

    public Task<HttpResponseMessage> SendAsync(string path, byte[] zip)
    {
        var content = new ByteArrayContent(zip);
        content.Headers.ContentType = new("application/zip");
        return Http.PostAsync(new Uri($"api/v1/{path}", UriKind.Relative), content);
    }

    /// <summary>Waits until a submission is over.</summary>
    public Task<JsonElement> EndAsync(Guid submission, TimeSpan? patience = null) =>
        Until.SoAsync(() => GetAsync($"submissions/{submission}"), s => Text(s, "status") is "Scored" or "Failed" or "Cancelled", patience ?? Patience);

    /// <summary>Waits until a submission is with a worker.</summary>
    public Task<JsonElement> RunningAsync(Guid submission) =>
        Until.SoAsync(() => GetAsync($"submissions/{submission}"), s => Text(s, "status") == "Running", Patience);

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>($"api/v1/{path}");

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static Task<JsonElement> ReadAsync(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();
}
