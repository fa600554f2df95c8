using System.Diagnostics;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Device;
using Agon.Hub.Features.SignOn.Keys;
using Agon.Hub.Features.SignOn.Registration;
using Agon.Hub.Features.SignOn.Tokens;

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
        routes.MapPost(HubLinks.SignOn.PushedRequests, PushAsync);
        routes.MapPost(HubLinks.SignOn.Token, TokenAsync).IsOpenToOrigins(routes, HubLinks.SignOn.Token, "POST");
        routes.MapMethods(HubLinks.SignOn.UserInfo, ["GET", "POST"], UserInfoAsync).IsOpenToOrigins(routes, HubLinks.SignOn.UserInfo, "GET, POST");
        routes.MapPost(HubLinks.SignOn.Device, DeviceAsync);
        routes.MapPost(HubLinks.SignOn.Introspect, IntrospectAsync);
        routes.MapPost(HubLinks.SignOn.Revoke, RevokeAsync);
        routes.MapRegistration();
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

    private static Task<IResult> PushAsync(HttpContext context, ClientCalls calls, PushRequest push, PublicClientLimit limit, CancellationToken ct) =>
        calls.AnswerAsync(context, async (client, form) => limit.Admits(client, context) ? await push.ExecuteAsync(client, form, ct) switch
        {
            PushRequestOutcome.Taken(var requestUri) => SignOnAnswers.Answer(
                context, new JsonObject { ["request_uri"] = requestUri, ["expires_in"] = (int)SignOnRules.PushedRequest.TotalSeconds }, StatusCodes.Status201Created),
            PushRequestOutcome.Refused(var refusal) => SignOnAnswers.Refuse(context, refusal),
            var other => throw new UnreachableException($"{other}"),
        } : SignOnAnswers.Refuse(context, SignOnRefusal.TooManyRequests), ct);

    private static Task<IResult> TokenAsync(HttpContext context, ClientCalls calls, TokenEndpoint token, CancellationToken ct) =>
        calls.AnswerAsync(context, (client, form) => token.AnswerAsync(context, client, form, ct), ct, spends: true);

    private static Task<IResult> DeviceAsync(HttpContext context, ClientCalls calls, BeginDeviceRequest begin, PublicClientLimit limit, CancellationToken ct) =>
        calls.AnswerAsync(context, async (client, form) => limit.Admits(client, context)
            ? TokenEndpoint.Write(context, await begin.ExecuteAsync(client, form, ct))
            : SignOnAnswers.Refuse(context, SignOnRefusal.TooManyRequests), ct);

    private static Task<IResult> UserInfoAsync(HttpContext context, UserInfoEndpoint userInfo, CancellationToken ct) => userInfo.AnswerAsync(context, ct);

    private static Task<IResult> IntrospectAsync(HttpContext context, ClientCalls calls, IntrospectEndpoint introspect, CancellationToken ct) =>
        calls.AnswerAsync(context, (client, form) => introspect.AnswerAsync(context, client, form, ct), ct);

    private static Task<IResult> RevokeAsync(HttpContext context, ClientCalls calls, RevokeEndpoint revoke, CancellationToken ct) =>
        calls.AnswerAsync(context, (client, form) => revoke.AnswerAsync(context, client, form, ct), ct);
}
