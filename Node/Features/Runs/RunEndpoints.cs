using System.Security.Claims;
using System.Text;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Files;
using Agon.Node.Features.Submissions;
using Agon.Node.Features.Submissions.Access;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Runs;

/// <summary>Runs over HTTP, for tokens under <c>/api/v1</c> and for browsers under <c>/runs</c>: state, logs, outputs, cancelling.</summary>
internal static class RunEndpoints
{
    // Which scope it takes depends on whose run it is.
    private static readonly AuthorizationPolicy AnyToken = new AuthorizationPolicyBuilder(TokenAuthentication.SchemeName).RequireAuthenticatedUser().Build();

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/runs/{id:guid}").WithTags("Runs");
        api.MapGet("", ShowAsync).RequireScope(ApiScopes.Read).WithSummary("A run");
        api.MapGet("/log", LogAsync).RequireScope(ApiScopes.Read).Produces<string>(StatusCodes.Status200OK, "text/plain").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What one container wrote, as text; of the newest attempt unless another is named");
        api.MapGet("/outputs/{name}", OutputAsync).RequireScope(ApiScopes.Read)
            .WithSummary("A file the run left: prediction, scoring or detailed-results").WithDescription("404 also when the organizers keep it to themselves.");
        api.MapPost("/cancel", CancelAsync).RequireAuthorization(AnyToken).WithSummary("Cancel a run; needs the scope submit for your own, organize for others'");

        routes.MapGet("/runs/{id:guid}/log", LogAsync).RequireAuthorization().WithName("RunLog").ExcludeFromDescription();
        routes.MapGet("/runs/{id:guid}/outputs/{name}", OutputAsync).RequireAuthorization().WithName("RunOutput").ExcludeFromDescription();
        routes.MapGet("/runs/{id:guid}/detailed-results", DetailedResultsAsync).RequireAuthorization().WithName("DetailedResults").ExcludeFromDescription();
    }

    private static async Task<Results<Ok<RunResource>, ProblemHttpResult>> ShowAsync(Guid id, ClaimsPrincipal caller, FindSubmission find, NodeDb db, CancellationToken ct) =>
        await find.OfRunAsync(id, caller, ct) is null ? NoSuch()
            : TypedResults.Ok(ReadSubmissions.Resource(await db.Runs.AsNoTracking().Include(r => r.Task).SingleAsync(r => r.Id == id, ct)));

    private static async Task<IResult> LogAsync(
        Guid id, LogStream stream, int? attempt, ClaimsPrincipal caller, FindSubmission find, NodeDb db, ReadLog readLog, HttpContext context, CancellationToken ct)
    {
        if (await find.OfRunAsync(id, caller, ct) is not { } access || await RunAsync(db, id, ct) is not { } run || !access.MaySeeLog(run, stream))
        {
            return NoSuch(context);
        }

        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(async body =>
        {
            await foreach (var chunk in readLog.FromAsync(id, attempt ?? run.FencingToken, stream, 0, ct))
            {
                await body.WriteAsync(Encoding.UTF8.GetBytes(chunk.Text), ct);
            }
        }, "text/plain; charset=utf-8");
    }

    private static async Task<IResult> OutputAsync(
        Guid id, string name, ClaimsPrincipal caller, FindSubmission find, NodeDb db, IFileStore files, HttpContext context, CancellationToken ct)
    {
        var found = await FindOutputAsync(id, name, caller, find, db, files, ct);
        return found is var (file, content) ? FileEndpoints.Download(context, content, file.Sha256, file.Name) : NoSuch(context);
    }

    /// <summary>The organizers' page about a run, for a frame: hostile HTML, so it gets an origin of its own and reaches nothing.</summary>
    private static async Task<IResult> DetailedResultsAsync(
        Guid id, ClaimsPrincipal caller, FindSubmission find, NodeDb db, IFileStore files, HttpContext context, CancellationToken ct)
    {
        if (await FindOutputAsync(id, RunOutputs.DetailedResults, caller, find, db, files, ct) is not var (_, content))
        {
            return NoSuch(context);
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'";
        headers.XFrameOptions = "SAMEORIGIN";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        return TypedResults.Stream(content, "text/html; charset=utf-8");
    }

    private static async Task<Results<Ok<RunResource>, ProblemHttpResult>> CancelAsync(
        Guid id, ClaimsPrincipal caller, FindSubmission find, CancelRuns cancel, NodeDb db, CancellationToken ct)
    {
        if (await find.OfRunAsync(id, caller, ct) is not { } access)
        {
            return NoSuch();
        }

        var scope = access.IsOwner ? ApiScopes.Submit : ApiScopes.Organize;
        if (!caller.HasClaim(TokenAuthentication.ScopeClaim, scope))
        {
            return TypedResults.Problem(TokenMessages.LacksScope(scope), statusCode: StatusCodes.Status403Forbidden, type: Problems.TokenRefused);
        }

        return await cancel.ExecuteAsync(access.Submission.Id, id, ct) > 0
            ? TypedResults.Ok(ReadSubmissions.Resource(await db.Runs.AsNoTracking().Include(r => r.Task).SingleAsync(r => r.Id == id, ct)))
            : TypedResults.Problem("The run is over already, so there is nothing to cancel. Get it again to see how it ended.", statusCode: StatusCodes.Status409Conflict, type: Problems.WrongState);
    }

    private static async Task<(StoredFile File, Stream Content)?> FindOutputAsync(
        Guid id, string name, ClaimsPrincipal caller, FindSubmission find, NodeDb db, IFileStore files, CancellationToken ct)
    {
        // Of a run that is under way, outputs may still be replaced.
        if (await find.OfRunAsync(id, caller, ct) is not { } access || await RunAsync(db, id, ct) is not { IsOver: true } run || !access.MaySeeOutput(run, name))
        {
            return null;
        }

        var file = await db.RunOutputs.AsNoTracking().Where(o => o.RunId == id && o.Name == name).Select(o => o.File!).SingleOrDefaultAsync(ct);
        return file is not null && await files.OpenAsync(file.Sha256, ct) is { } content ? (file, content) : null;
    }

    private static Task<Run> RunAsync(NodeDb db, Guid id, CancellationToken ct) => db.Runs.AsNoTracking().SingleAsync(r => r.Id == id, ct);

    // People get the site's page about it.
    private static IResult NoSuch(HttpContext context) => Audience.IsForMachines(context.Request.Path) ? NoSuch() : TypedResults.NotFound();

    private static ProblemHttpResult NoSuch() =>
        TypedResults.Problem("There is no such run, log or file, or it is not open to you. Check the identifier and whose token you use; organizers may keep logs and files to themselves.", statusCode: StatusCodes.Status404NotFound);
}
