using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Calls;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Where members send digests of everything they tell.</summary>
internal static class InventoryEndpoint
{
    public static void MapInventory(this IEndpointRouteBuilder app) => app.MapNodePost(FederationPaths.Inventory, InventoryAsync);

    private static async Task<IResult> InventoryAsync(HttpRequest request, NodeCallers callers, CompareInventory compare, CancellationToken ct)
    {
        if (await callers.ByAccessTokenAsync(request, ct) is not { } member)
        {
            return NodesProblems.Of(CallRefusal.TokenUnfit, request.HttpContext.Response);
        }

        var (inventory, refusal) = await BoundedBody.ReadAsync(request, FeedInventory.MaxBytes, FeedJson.Default.FeedInventory, ct);
        if (inventory is null)
        {
            return FeedProblems.Of(refusal, refusal == BatchRefusal.TooLarge ? InventoryMessages.TooLarge : InventoryMessages.Unreadable);
        }

        var outcome = await compare.ExecuteAsync(member, inventory, ct);
        return outcome is InventoryOutcome.Compared(var answer) ? TypedResults.Json(answer, FeedJson.Default.InventoryAnswer) : FeedProblems.Of(outcome);
    }
}
