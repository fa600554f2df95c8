using System.Buffers;
using System.Text.Json;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.SignOn;
using Microsoft.AspNetCore.Mvc;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Where members tell their public facts.</summary>
internal static class FeedEndpoint
{
    // The size is looked at below: a node that sends too much reads why.
    public static void MapFeed(this IEndpointRouteBuilder app) => app.MapPost(FederationPaths.Feed, FeedAsync)
        .AllowAnonymous().WithMetadata(new DisableRequestSizeLimitAttribute()).ExcludeFromDescription().RequireRateLimiting(SignOnLimits.Policy);

    private static async Task<IResult> FeedAsync(HttpRequest request, NodeCallers callers, TakeBatch take, CancellationToken ct)
    {
        if (await callers.ByAccessTokenAsync(request, ct) is not { } member)
        {
            return NodesProblems.Of(CallRefusal.TokenUnfit, request.HttpContext.Response);
        }

        var (batch, refusal) = await BatchAsync(request, ct);
        if (batch is null)
        {
            return FeedProblems.Of(refusal);
        }

        var outcome = await take.ExecuteAsync(member, batch, ct);
        return outcome is BatchOutcome.Taken(var answer) ? TypedResults.Json(answer, FeedJson.Default.FeedAnswer) : FeedProblems.Of(outcome);
    }

    // Never more than a batch, whatever the length says or does not say.
    private static async Task<(FeedBatch? Batch, BatchRefusal Refusal)> BatchAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > FeedBatch.MaxBytes)
        {
            return (null, BatchRefusal.TooLarge);
        }

        var bytes = ArrayPool<byte>.Shared.Rent(FeedBatch.MaxBytes + 1);
        try
        {
            var read = await request.Body.ReadAtLeastAsync(bytes.AsMemory(0, FeedBatch.MaxBytes + 1), FeedBatch.MaxBytes + 1, throwOnEndOfStream: false, ct);
            return read > FeedBatch.MaxBytes
                ? (null, BatchRefusal.TooLarge)
                : (JsonSerializer.Deserialize(bytes.AsSpan(0, read), FeedJson.Default.FeedBatch), BatchRefusal.Unreadable);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is what the framework makes of bytes that are no text.
            return (null, BatchRefusal.Unreadable);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
