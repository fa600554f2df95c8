using System.Net;
using System.Text.Json;
using Agon.Hub.Features.SignOn;

namespace Agon.Hub.Tests.Features.SignOn;

/// <summary>What a program was answered.</summary>
internal sealed record Answer(HttpResponseMessage Response, JsonElement Json)
{
    public HttpStatusCode Status => Response.StatusCode;

    public string this[string name] => Json.GetProperty(name).ToString();

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    public bool Has(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out _);

    /// <summary>Asserts that it went well, and that nothing of it is kept in caches.</summary>
    public Answer ShouldBeGood()
    {
        Status.ShouldBe(HttpStatusCode.OK, $"{Json}");
        Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return this;
    }

    public void ShouldBeRefused(SignOnRefusal refusal)
    {
        Has("error").ShouldBeTrue($"{Status}: {Json}");
        (this["error"], this["error_description"]).ShouldBe((SignOnMessages.Code(refusal), SignOnMessages.Describe(refusal)));
        Refused.See(refusal);
        ((int)Status).ShouldBeOneOf(400, 401, 403, 429);
        Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
