using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.SignOn;
using Microsoft.Net.Http.Headers;

namespace Agon.Node.Features.Federation;

internal static class FederationEndpoints
{
    public static void MapFederation(this IEndpointRouteBuilder app) =>
        app.MapGet(FederationPaths.NodeDescription, DescribeAsync).AllowAnonymous().RequireRateLimiting(SignOnLimits.Policy).ExcludeFromDescription();

    private static async Task<IResult> DescribeAsync(DescribeNode describe, HttpResponse response, CancellationToken ct)
    {
        // The proof is good for two minutes.
        response.Headers[HeaderNames.CacheControl] = "no-store";
        return TypedResults.Json(await describe.ForEverybodyAsync(ct), EnrolmentJson.Default.NodeDescription);
    }
}
