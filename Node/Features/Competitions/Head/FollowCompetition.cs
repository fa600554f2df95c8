using System.Security.Claims;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Messaging;

namespace Agon.Node.Features.Competitions.Head;

/// <summary>Tells an open page of a competition when a phase has opened or closed.</summary>
internal static class FollowCompetition
{
    public static void MapFollowCompetition(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/competitions/{slug}/events", HandleAsync).AllowAnonymous().IsLive().ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        string slug, ClaimsPrincipal visitor, FindCompetition find, News news, HttpContext context, CancellationToken ct) =>
        await find.ExecuteAsync(slug, visitor, ct) is { } access ? news.Tell(context, access.Competition.Id, pause: default) : TypedResults.NotFound();
}
