using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn.Keys;

namespace Agon.Hub.Features.SignOn;

/// <summary>The provider's addresses that programs call.</summary>
internal static class SignOnEndpoints
{
    private const string Public = "public, max-age=300";

    public static void MapSignOn(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("").AllowAnonymous().RequireRateLimiting(SignOnLimits.Policy).ExcludeFromDescription();
        foreach (var path in (string[])[HubLinks.SignOn.Discovery, HubLinks.SignOn.ServerMetadata])
        {
            routes.MapGet(path, Discover).IsOpenToOrigins(routes, path, "GET");
        }

        routes.MapGet(HubLinks.SignOn.Keys, KeysAsync).IsOpenToOrigins(routes, HubLinks.SignOn.Keys, "GET");
    }

    private static IResult Discover(ProviderDocument document, HttpResponse response)
    {
        response.Headers.CacheControl = Public;
        return TypedResults.Json(document.Write());
    }

    private static async Task<IResult> KeysAsync(SignOnKeys keys, HttpResponse response, CancellationToken ct)
    {
        response.Headers.CacheControl = Public;
        return TypedResults.Json(new JsonWebKeySet(await keys.PublishedAsync(ct)), contentType: "application/jwk-set+json");
    }
}
