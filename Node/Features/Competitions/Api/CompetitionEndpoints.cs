using System.Diagnostics;
using System.Security.Claims;
using Agon.Federation.Contracts;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Api;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Competitions.Listing;
using Agon.Node.Features.Competitions.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agon.Node.Features.Competitions.Api;

/// <summary>Competitions over HTTP: the same reads and verbs as the pages.</summary>
internal static class CompetitionEndpoints
{
    public static void MapCompetitionApi(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/v1/competitions").OpenToStrangers().WithTags("Competitions");
        open.MapGet("/", ListAsync).WithName("ListCompetitions")
            .WithSummary("Public competitions, searched and sorted").WithDescription("Every word of search must stand in the title, the description or the organizer's name.");
        open.MapGet("/{slug}", ShowAsync).WithName("GetCompetition").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One competition with phases, pages and leaderboards").WithDescription("A draft is told to its organizers only.");
        open.MapGet("/{slug}/phases", PhasesAsync).WithName("ListPhases").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The phases with dates, limits and files");

        var desk = routes.MapGroup("/api/v1/competitions/{slug}").RequireScope(ApiScopes.Organize).WithTags("Competitions")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        desk.MapPost("/publish", PublishAsync).WithName("PublishCompetition")
            .WithSummary("Make it public").WithDescription("409 wrong-state if it is public already, or with what is missing in `missing`.");
        desk.MapPost("/unpublish", UnpublishAsync).WithName("UnpublishCompetition").WithSummary("Make it a draft again; nothing is deleted");
    }

    private static async Task<Ok<Paged<CompetitionSummary>>> ListAsync(
        ListCompetitions list, TimeProvider clock, CancellationToken ct,
        string? search = null, CompetitionStatus? status = null, CompetitionSort sort = CompetitionSort.Newest, int page = 1)
    {
        var found = await list.ExecuteAsync(new CompetitionQuery { Search = search, Status = status, Sort = sort, Page = page }, accountId: null, ct);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new Paged<CompetitionSummary>([.. found.Rows.Select(r => Summary(r, now))], found.Paging.Page, found.Paging.PageSize, found.Paging.Total));
    }

    private static async Task<Results<Ok<CompetitionDetail>, ProblemHttpResult>> ShowAsync(
        string slug, FindCompetition find, ReadCompetition read, ClaimsPrincipal caller, CancellationToken ct) =>
        await find.ExecuteAsync(slug, caller, ct) is { } access ? TypedResults.Ok(await read.DetailAsync(access, ct)) : Missing();

    private static async Task<Results<Ok<IReadOnlyList<PhaseDetail>>, ProblemHttpResult>> PhasesAsync(
        string slug, FindCompetition find, ReadCompetition read, ClaimsPrincipal caller, CancellationToken ct) =>
        await find.ExecuteAsync(slug, caller, ct) is { } access ? TypedResults.Ok(await read.PhasesAsync(access, ct)) : Missing();

    private static async Task<Results<Ok<CompetitionDetail>, ProblemHttpResult>> PublishAsync(
        string slug, FindCompetition find, PublishCompetition publish, ReadCompetition read, ClaimsPrincipal caller, CancellationToken ct)
    {
        var access = await find.ExecuteAsync(slug, caller, ct);
        if (access is not { MayManage: true })
        {
            return access is null ? Missing() : NotYours();
        }

        switch (await publish.ExecuteAsync(access.Competition, ct))
        {
            case PublishOutcome.Published:
                return TypedResults.Ok(await read.DetailAsync(access, ct));
            case PublishOutcome.AlreadyPublished:
                return WrongState(CompetitionMessages.AlreadyPublished);
            case PublishOutcome.NotReady(var missing):
                return WrongState(CompetitionMessages.NotReady(missing), new Dictionary<string, object?> { ["missing"] = missing.Select(m => m.Code) });
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private static async Task<Results<Ok<CompetitionDetail>, ProblemHttpResult>> UnpublishAsync(
        string slug, FindCompetition find, UnpublishCompetition unpublish, ReadCompetition read, ClaimsPrincipal caller, CancellationToken ct)
    {
        var access = await find.ExecuteAsync(slug, caller, ct);
        if (access is not { MayManage: true })
        {
            return access is null ? Missing() : NotYours();
        }

        return await unpublish.ExecuteAsync(access.Competition, ct) is UnpublishOutcome.Unpublished
            ? TypedResults.Ok(await read.DetailAsync(access, ct))
            : WrongState(CompetitionMessages.AlreadyDraft);
    }

    private static CompetitionSummary Summary(CompetitionRow row, DateTimeOffset now) => new()
    {
        Slug = row.Slug,
        Title = row.Title,
        Description = row.Description,
        Organizer = row.Organizer,
        Status = row.StatusAt(now),
        IsPublished = row.IsPublished,
        Reward = row.Reward,
        Participants = row.Participants,
        Submissions = row.Submissions,
        Phases = [.. row.Phases.Select(p => new PhaseSummary { Number = p.Number, Name = p.Name, State = p.StateAt(now), StartsAt = p.StartsAt, EndsAt = p.EndsAt })],
        Url = NodeLinks.Competitions.Show(row.Slug),
    };

    private static ProblemHttpResult Missing() => TypedResults.Problem(CompetitionMessages.NotFound, statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult NotYours() => TypedResults.Problem(CompetitionMessages.NotYours, statusCode: StatusCodes.Status403Forbidden);

    private static ProblemHttpResult WrongState(string detail, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: "Wrong state", type: Problems.WrongState, extensions: extensions);
}
