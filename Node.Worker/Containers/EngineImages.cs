using System.Net;
using System.Text.Json;
using Agon.Node.Worker.Runs;

namespace Agon.Node.Worker.Containers;

/// <summary>Looks at images and pulls them.</summary>
internal sealed class EngineImages(EngineClient engine)
{
    /// <summary>The image, or null when it is not on this machine.</summary>
    public async Task<ImageInspection?> FindAsync(string name, CancellationToken ct)
    {
        try
        {
            return await engine.GetAsync($"images/{name}/json", EngineJson.Default.ImageInspection, ct);
        }
        catch (EngineException refusal) when (refusal.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Pulls an image; gives the engine's reason when that fails, or null. Failures come inside a stream that began with 200.</summary>
    public async Task<string?> PullAsync(string name, Action<string> progress, CancellationToken ct)
    {
        try
        {
            using var answer = await engine.PostForStreamAsync(
                $"images/create?fromImage={Uri.EscapeDataString(ImageName.WithTag(name))}", ct);
            await using var body = await answer.Content.ReadAsStreamAsync(ct);
            return await FollowAsync(body, progress, ct);
        }
        catch (EngineException refusal) when (refusal.Status is not null)
        {
            return refusal.Message;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or JsonException)
        {
            return $"the pull broke off: {PlainText.OneLine(broken.Message)}";
        }
    }

    private static async Task<string?> FollowAsync(Stream body, Action<string> progress, CancellationToken ct)
    {
        var layers = 0;
        string? error = null;
        var messages = JsonSerializer.DeserializeAsyncEnumerable(body, EngineJson.Default.PullMessage, topLevelValues: true, ct);
        await foreach (var message in messages)
        {
            if (message?.Error is { Length: > 0 } reason)
            {
                error = PlainText.OneLine(reason);
            }
            else if (message?.Status == "Pull complete")
            {
                progress($"{++layers} layers are here.");
            }
        }

        return error;
    }
}
