using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Calls;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Where members tell their public facts.</summary>
internal static class FeedEndpoint
{
    public static void MapFeed(this IEndpointRouteBuilder app) => app.MapNodePost(FederationPaths.Feed, FeedAsync);

    private static async Task<IResult> FeedAsync(HttpRequest request, NodeCallers callers, TakeBatch take, CancellationToken ct)
    {
        if (await callers.ByAccessTokenAsync(request, ct) is not { } member)
        {
            return NodesProblems.Of(CallRefusal.TokenUnfit, request.HttpContext.Response);
        }

        var (batch, refusal) = await BoundedBody.ReadAsync(request, FeedBatch.MaxBytes, FeedJson.Default.FeedBatch, ct);
        if (batch is null)
        {
            return FeedProblems.Of(refusal, IntakeMessages.Sentence(refusal));
        }

        var outcome = await take.ExecuteAsync(member, batch, ct);
        return outcome is BatchOutcome.Taken(var answer) ? TypedResults.Json(answer, FeedJson.Default.FeedAnswer) : FeedProblems.Of(outcome);
    }
}
