using System.Security.Claims;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Leaderboards as JSON and CSV, for tokens and for browsers, and the live side of the page.</summary>
internal static class LeaderboardEndpoints
{
    private const string Which = "`board` is the key of a leaderboard, the competition's first one unless said; `task` the number of a task in the phase, all of them unless said.";

    // A crowd of scores is one look for each page that is open.
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);

    public static void MapLeaderboards(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/competitions/{slug}/phases/{number:int}").WithTags("Leaderboards").OpenToStrangers();
        api.MapGet("/leaderboard", ShowAsync).WithSummary("A leaderboard of a phase").WithDescription(Which);
        api.MapGet("/leaderboard.csv", CsvAsync).Produces<string>(StatusCodes.Status200OK, "text/csv").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("All of a leaderboard as CSV").WithDescription(Which);

        routes.MapGet("/competitions/{slug}/phases/{number:int}/leaderboard.csv", CsvAsync).AllowAnonymous().WithName("LeaderboardCsv").ExcludeFromDescription();
        routes.MapGet("/competitions/{slug}/phases/{number:int}/leaderboard.json", ShowAsync).AllowAnonymous().WithName("LeaderboardJson").ExcludeFromDescription();
        routes.MapGet("/competitions/{slug}/leaderboard/events", FollowAsync).AllowAnonymous().WithName("LeaderboardEvents").IsLive().ExcludeFromDescription();
    }

    private static async Task<Results<Ok<LeaderboardResource>, ProblemHttpResult>> ShowAsync(
        string slug, int number, string? board, string? task, int? page, ClaimsPrincipal visitor, FindCompetition findCompetition, FindLeaderboard find, ReadLeaderboard read,
        CancellationToken ct)
    {
        if (await FindAsync(slug, number, board, task, visitor, findCompetition, find, ct) is not { } found)
        {
            return NoSuch();
        }

        return found.IsKept ? Hidden() : TypedResults.Ok(LeaderboardResource.Of(await read.ExecuteAsync(found.Query with { Page = page, WithTasks = true }, ct)));
    }

    private static async Task<IResult> CsvAsync(
        string slug, int number, string? board, string? task, ClaimsPrincipal visitor, FindCompetition findCompetition, FindLeaderboard find, ReadLeaderboard read,
        CancellationToken ct)
    {
        if (await FindAsync(slug, number, board, task, visitor, findCompetition, find, ct) is not { } found)
        {
            return NoSuch();
        }

        if (found.IsKept)
        {
            return Hidden();
        }

        var whole = await read.WholeAsync(found.Query with { WithTasks = true }, ct);
        return TypedResults.Stream(stream => LeaderboardCsv.WriteAsync(stream, whole, ct), "text/csv; charset=utf-8", $"{slug}-{number}-leaderboard.csv");
    }

    private static async Task<IResult> FollowAsync(
        string slug, int phase, string? board, ClaimsPrincipal visitor, FindCompetition findCompetition, FindLeaderboard find, News news, HttpContext context, CancellationToken ct)
    {
        if (await FindAsync(slug, phase, board, null, visitor, findCompetition, find, ct) is not { } found)
        {
            return NoSuch();
        }

        // When scores come in is news of the board, too.
        return found.IsKept ? Hidden() : news.Tell(context, found.Query.Board.StandingsOf(found.Query.Phase.Id), AtMostEvery);
    }

    private static async Task<FoundLeaderboard?> FindAsync(
        string slug, int number, string? board, string? task, ClaimsPrincipal visitor, FindCompetition findCompetition, FindLeaderboard find, CancellationToken ct) =>
        await findCompetition.ExecuteAsync(slug, visitor, ct) is { } access && access.Competition.Phases.Find(p => p.Number == number) is { } phase
            ? await find.ExecuteAsync(access, phase, board, task, ct)
            : null;

    private static ProblemHttpResult NoSuch() => TypedResults.Problem("There is no such phase, leaderboard or task, or it is not open to you. The competition lists them; a draft is open to its organizers only.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult Hidden() =>
        TypedResults.Problem(LeaderboardMessages.Kept, statusCode: StatusCodes.Status403Forbidden);
}
