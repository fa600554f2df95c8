using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Messaging;

namespace Agon.Node.Features.Competitions.Head;

/// <summary>Tells an open page of a competition when a phase has opened or closed.</summary>
internal static class FollowCompetition
{
    // A connection on which nothing is ever sent is closed by proxies on the way, commonly after 60 s.
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(25);

    public static void MapFollowCompetition(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/competitions/{slug}/events", HandleAsync).AllowAnonymous().IsLive().ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        string slug, ClaimsPrincipal visitor, FindCompetition find, Watchers watchers, TimeProvider clock, HttpContext context,
        CancellationToken ct)
    {
        if (await find.ExecuteAsync(slug, visitor, ct) is not { } access)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(NewsAsync(access.Competition.Id, watchers, clock, LiveLimits.EndOf(context), ct));
    }

    private static async IAsyncEnumerable<SseItem<string>> NewsAsync(
        Guid competitionId, Watchers watchers, TimeProvider clock, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct)
    {
        using var watch = watchers.Begin(competitionId);
        while (!stopping.IsCancellationRequested)
        {
            var isNews = await watch.NextAsync(Breath, clock, stopping, ct);
            yield return new SseItem<string>("1", isNews ? "changed" : "breath");
        }
    }
}
