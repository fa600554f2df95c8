using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Calls;
using Agon.Hub.Features.SignOn;
using Microsoft.AspNetCore.Mvc;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Where members send digests of everything they tell.</summary>
internal static class InventoryEndpoint
{
    public static void MapInventory(this IEndpointRouteBuilder app) => app.MapPost(FederationPaths.Inventory, InventoryAsync)
        .AllowAnonymous().WithMetadata(new DisableRequestSizeLimitAttribute()).ExcludeFromDescription().RequireRateLimiting(SignOnLimits.Policy);

    private static async Task<IResult> InventoryAsync(HttpRequest request, NodeCallers callers, CompareInventory compare, CancellationToken ct)
    {
        if (await callers.ByAccessTokenAsync(request, ct) is not { } member)
        {
            return NodesProblems.Of(CallRefusal.TokenUnfit, request.HttpContext.Response);
        }

        var (inventory, refusal) = await BoundedBody.ReadAsync(request, FeedInventory.MaxBytes, FeedJson.Default.FeedInventory, ct);
        if (inventory is null)
        {
            return refusal == BatchRefusal.TooLarge
                ? Problem(StatusCodes.Status413PayloadTooLarge, InventoryMessages.TooLarge) : Problem(StatusCodes.Status400BadRequest, InventoryMessages.Unreadable);
        }

        var outcome = await compare.ExecuteAsync(member, inventory, ct);
        return outcome switch
        {
            InventoryOutcome.Compared(var answer) => TypedResults.Json(answer, FeedJson.Default.InventoryAnswer),
            InventoryOutcome.NotAMember(var state, _) => Problem(
                StatusCodes.Status403Forbidden, InventoryMessages.Sentence(outcome), Problems.NotAMember, new() { ["state"] = $"{state}" }),
            InventoryOutcome.Stale(var cursor) => Problem(StatusCodes.Status409Conflict, InventoryMessages.Sentence(outcome), Problems.FeedGap, new() { ["cursor"] = cursor }),
            _ => Problem(StatusCodes.Status422UnprocessableEntity, InventoryMessages.Sentence(outcome)),
        };
    }

    private static IResult Problem(int status, string detail, string type = Problems.FeedRefused, Dictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, type: type, extensions: more);
}
