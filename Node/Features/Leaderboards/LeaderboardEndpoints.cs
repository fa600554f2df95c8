using System.Security.Claims;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Leaderboards as JSON and CSV, for tokens and for browsers, and the live side of the page.</summary>
internal static class LeaderboardEndpoints
{
    // A crowd of scores is one look for each page that is open.
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);

    public static void MapLeaderboards(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/competitions/{slug}/phases/{number:int}").WithTags("Leaderboards").OpenToStrangers();
        api.MapGet("/leaderboard", ShowAsync).WithSummary("A phase's leaderboard");
        api.MapGet("/leaderboard.csv", CsvAsync).Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("All of a phase's leaderboard as CSV");

        routes.MapGet("/competitions/{slug}/phases/{number:int}/leaderboard.csv", CsvAsync).AllowAnonymous().WithName("LeaderboardCsv").ExcludeFromDescription();
        routes.MapGet("/competitions/{slug}/phases/{number:int}/leaderboard.json", ShowAsync).AllowAnonymous().WithName("LeaderboardJson").ExcludeFromDescription();
        routes.MapGet("/competitions/{slug}/leaderboard/events", FollowAsync).AllowAnonymous().WithName("LeaderboardEvents").IsLive().ExcludeFromDescription();
    }

    private static async Task<Results<Ok<LeaderboardResource>, ProblemHttpResult>> ShowAsync(
        string slug, int number, int? page, ClaimsPrincipal visitor, FindCompetition find, ReadLeaderboard read, CancellationToken ct)
    {
        if (await FindPhaseAsync(slug, number, visitor, find, ct) is not var (access, phase))
        {
            return NoSuch();
        }

        var view = await read.ExecuteAsync(phase.Id, page, ReadLeaderboard.PageSize, accountId: null, access.MayManage, ct);
        return view.Phase.IsHidden && !access.MayManage ? Hidden() : TypedResults.Ok(LeaderboardResource.Of(view));
    }

    private static async Task<IResult> CsvAsync(
        string slug, int number, ClaimsPrincipal visitor, FindCompetition find, ReadLeaderboard read, CancellationToken ct)
    {
        if (await FindPhaseAsync(slug, number, visitor, find, ct) is not var (access, phase))
        {
            return NoSuch();
        }

        var board = await read.WholeAsync(phase.Id, access.MayManage, ct);
        return board.Phase.IsHidden && !access.MayManage
            ? Hidden()
            : TypedResults.Stream(stream => LeaderboardCsv.WriteAsync(stream, board, ct), "text/csv; charset=utf-8", $"{slug}-{number}-leaderboard.csv");
    }

    private static async Task<IResult> FollowAsync(
        string slug, int phase, ClaimsPrincipal visitor, FindCompetition find, ReadBoard readBoard, News news, HttpContext context, CancellationToken ct)
    {
        if (await FindPhaseAsync(slug, phase, visitor, find, ct) is not var (access, found))
        {
            return NoSuch();
        }

        // When scores come in is news of the board, too.
        if ((await readBoard.ExecuteAsync(found.Id, ct)).IsHidden && !access.MayManage)
        {
            return Hidden();
        }

        return news.Tell(context, found.Id, AtMostEvery);
    }

    private static async Task<(CompetitionAccess Access, Phase Phase)?> FindPhaseAsync(
        string slug, int number, ClaimsPrincipal visitor, FindCompetition find, CancellationToken ct) =>
        await find.ExecuteAsync(slug, visitor, ct) is { } access && access.Competition.Phases.Find(p => p.Number == number) is { } phase ? (access, phase) : null;

    private static ProblemHttpResult NoSuch() => TypedResults.Problem("There is no such phase, or it is not open to you. The competition lists its phases; a draft is open to its organizers only.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult Hidden() =>
        TypedResults.Problem("The organizers keep this leaderboard to themselves for now. Ask them when it will be shown.", statusCode: StatusCodes.Status403Forbidden);
}
