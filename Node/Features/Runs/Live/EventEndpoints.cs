using Agon.Node.Features.Messaging;
using Agon.Node.Features.Submissions.Access;

namespace Agon.Node.Features.Runs.Live;

/// <summary>The live side of the run page.</summary>
internal static class EventEndpoints
{
    public static void MapRunEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/submissions/{id:guid}/events", FollowAsync).RequireAuthorization().WithName("SubmissionEvents").IsLive().ExcludeFromDescription();

    private static async Task<IResult> FollowAsync(
        Guid id, int run, string? seen, string? has, HttpContext context, FindSubmission find, FollowSubmission follow, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, context.User, ct) is not { } access)
        {
            return TypedResults.NotFound();
        }

        // After a broken line the browser names the last event it got; at first, the page says what it shows.
        var lastId = context.Request.Headers["Last-Event-ID"].ToString();
        _ = LogPositions.TryParse(lastId.Length > 0 ? lastId : has, out var positions);
        return follow.Execute(context, id, run, positions, seen, access.MaySeeLog);
    }
}
