using System.Diagnostics;
using System.Security.Claims;
using Agon.Federation.Contracts;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Api;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.FactSheets;
using Agon.Node.Features.Files;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions.Access;
using Agon.Portal.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Submissions;

/// <summary>Submissions over HTTP: the same verbs as the pages.</summary>
internal static class SubmissionEndpoints
{
    private const int PageSize = 50;
    private const string WhichLeaderboard = "`leaderboard` is the key of the leaderboard; the competition's first one unless said.";

    public static void MapSubmissions(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("Submissions");
        api.MapPost("/competitions/{slug}/phases/{number:int}/submissions", SendAsync).RequireScope(ApiScopes.Submit).WithMetadata(new DisableRequestSizeLimitAttribute())
            .Accepts<IFormFile>("application/zip").Produces<SubmissionResource>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Send a zip; the body is the file")
            .WithDescription("What is refused is not stored and costs nothing. 422 not-allowed-now: the phase is not open, or a limit is reached. 422 unusable-file: not a zip that can be unpacked. 422 incomplete: the answers to the competition's fact sheet, a JSON object in the query's factSheet, lack something.");
        api.MapGet("/competitions/{slug}/submissions", ListAsync).RequireScope(ApiScopes.Read).WithSummary("Your submissions to a competition, newest first");
        api.MapGet("/submissions/{id:guid}", ShowAsync).RequireScope(ApiScopes.Read).WithSummary("A submission with its runs");
        api.MapGet("/submissions/{id:guid}/file", DownloadAsync).RequireScope(ApiScopes.Read).WithSummary("The zip as it was sent");
        routes.MapGet("/submissions/{id:guid}/file", DownloadAsync).RequireAuthorization().WithName("SubmissionFile").ExcludeFromDescription();
        api.MapPut("/submissions/{id:guid}/entry", (Guid id, string? leaderboard, ClaimsPrincipal caller, FindSubmission find, ChooseEntry choose, CancellationToken ct) =>
            ChooseAsync(id, leaderboard, true, caller, find, choose, ct)).RequireScope(ApiScopes.Submit)
            .WithSummary("Put your submission on the leaderboard, where participants choose").WithDescription(WhichLeaderboard);
        api.MapDelete("/submissions/{id:guid}/entry", (Guid id, string? leaderboard, ClaimsPrincipal caller, FindSubmission find, ChooseEntry choose, CancellationToken ct) =>
            ChooseAsync(id, leaderboard, false, caller, find, choose, ct)).RequireScope(ApiScopes.Submit)
            .WithSummary("Take your submission off the leaderboard, where participants may").WithDescription(WhichLeaderboard);
        api.MapPost("/submissions/{id:guid}/rerun", RerunAsync).RequireScope(ApiScopes.Organize).WithSummary("Run a submission again; what it scored before is kept");
        api.MapPost("/submissions/{id:guid}/start", StartAsync).RequireScope(ApiScopes.Organize).WithSummary("Start a submission that waits for an organizer");
    }

    private static async Task<IResult> SendAsync(
        string slug, int number, string? fileName, string? factSheet, HttpContext context, FindCompetition findCompetition, CheckEligibility eligibility, ReceiveUpload upload,
        ReceiveSubmission receive, FindSubmission find, ReadSubmissions read, IOptions<SubmissionOptions> options, CancellationToken ct)
    {
        var competition = await findCompetition.ExecuteAsync(slug, context.User, ct);
        if (competition?.Competition.Phases.Find(p => p.Number == number) is not { } phase)
        {
            return NoSuch(competition is null ? "competition" : "phase");
        }

        // Before the bytes come; decided again when they are here.
        var accountId = competition.AccountId!.Value;
        if ((await eligibility.ExecuteAsync(phase.Id, accountId, ct)).Refusal is { } early)
        {
            return SubmissionMessages.Problem(early);
        }

        if (FactSheetEndpoints.Parse(factSheet) is not { } facts)
        {
            return TypedResults.Problem(FactSheetMessages.NotJson, statusCode: StatusCodes.Status400BadRequest);
        }

        var received = await upload.FromBodyAsync(context, fileName, options.Value.MaxBytes, announcedSha256: null, ct);
        if (received is UploadOutcome.Refused(var failure))
        {
            return UploadMessages.Problem(failure);
        }

        var file = ((UploadOutcome.Received)received).File;
        switch (await receive.ExecuteAsync(phase.Id, accountId, file, facts, ct))
        {
            case ReceiveSubmissionOutcome.Refused(var refusal):
                return SubmissionMessages.Problem(refusal);
            case ReceiveSubmissionOutcome.Received(var submission):
                var access = await find.ExecuteAsync(submission.Id, context.User, ct);
                return TypedResults.Created($"/api/v1/submissions/{submission.Id}", await read.OneAsync(access!, ct));
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private static async Task<Results<Ok<Paged<SubmissionResource>>, ProblemHttpResult>> ListAsync(
        string slug, int? page, ClaimsPrincipal caller, FindCompetition findCompetition, NodeDb db, ReadSubmissions read, CancellationToken ct)
    {
        if (await findCompetition.ExecuteAsync(slug, caller, ct) is not { } competition)
        {
            return NoSuch("competition");
        }

        var own = db.Submissions.AsNoTracking().Where(s => s.CompetitionId == competition.Competition.Id && s.AccountId == competition.AccountId);
        var paging = Paging.Of(page, PageSize, await own.CountAsync(ct));
        var submissions = await own.OrderByDescending(s => s.Number).Skip(paging.Skip).Take(paging.PageSize)
            .Include(s => s.Account).Include(s => s.File).Include(s => s.Phase!.Competition!.Leaderboards.OrderBy(l => l.Number)).ThenInclude(l => l.Columns)
            .AsSplitQuery().ToListAsync(ct);
        var items = await read.ManyAsync([.. submissions.Select(s => new SubmissionAccess(s, IsOwner: true, competition.MayManage))], ct);
        return TypedResults.Ok(new Paged<SubmissionResource>(items, paging.Page, paging.PageSize, paging.Total));
    }

    private static async Task<Results<Ok<SubmissionResource>, ProblemHttpResult>> ShowAsync(
        Guid id, ClaimsPrincipal caller, FindSubmission find, ReadSubmissions read, CancellationToken ct) =>
        await find.ExecuteAsync(id, caller, ct) is { } access ? TypedResults.Ok(await read.OneAsync(access, ct)) : NoSuch("submission");

    private static async Task<IResult> DownloadAsync(Guid id, HttpContext context, FindSubmission find, IFileStore files, CancellationToken ct) =>
        await find.ExecuteAsync(id, context.User, ct) is { Submission.File: { } file } && await files.OpenAsync(file.Sha256, ct) is { } content
            ? FileEndpoints.Download(context, content, file.Sha256, file.Name)
            : NoSuch("submission");

    private static async Task<Results<NoContent, ProblemHttpResult>> ChooseAsync(
        Guid id, string? leaderboard, bool isWanted, ClaimsPrincipal caller, FindSubmission find, ChooseEntry choose, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, caller, ct) is not { IsOwner: true } own)
        {
            return NoSuch("submission");
        }

        return await choose.ExecuteAsync(id, leaderboard, isWanted, own.MayManage, ct) switch
        {
            ChooseEntryOutcome.NoSuchLeaderboard => NoSuch("leaderboard"),
            ChooseEntryOutcome.NotScored => WrongState("Only a scored submission can stand on the leaderboard. Wait until it is scored."),
            ChooseEntryOutcome.RuleDecides(var rule) => WrongState(SubmissionMessages.NotChosen(rule)),
            _ => TypedResults.NoContent(),
        };
    }

    private static async Task<Results<Ok<SubmissionResource>, ProblemHttpResult>> RerunAsync(
        Guid id, ClaimsPrincipal caller, FindSubmission find, RerunSubmission rerun, ReadSubmissions read, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, caller, ct) is not { MayManage: true })
        {
            return NoSuch("submission");
        }

        return await rerun.ExecuteAsync(id, ct) > 0
            ? TypedResults.Ok(await read.OneAsync((await find.ExecuteAsync(id, caller, ct))!, ct))
            : WrongState("Every task of this submission is under way already. Wait until they end, or cancel them first.");
    }

    private static async Task<Results<Ok<SubmissionResource>, ProblemHttpResult>> StartAsync(
        Guid id, ClaimsPrincipal caller, FindSubmission find, StartRuns start, ReadSubmissions read, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, caller, ct) is not { MayManage: true })
        {
            return NoSuch("submission");
        }

        return await start.ExecuteAsync(id, ct) > 0
            ? TypedResults.Ok(await read.OneAsync((await find.ExecuteAsync(id, caller, ct))!, ct))
            : WrongState("This submission does not wait to be started. Get it again to see where it is.");
    }

    private static ProblemHttpResult NoSuch(string thing) =>
        TypedResults.Problem($"There is no such {thing}, or it is not open to you. Check the address, and whose token you use.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult WrongState(string sentence) =>
        TypedResults.Problem(sentence, statusCode: StatusCodes.Status409Conflict, type: Problems.WrongState);
}
