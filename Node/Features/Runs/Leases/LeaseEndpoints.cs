using System.Text.RegularExpressions;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Files;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>The worker protocol over HTTP; its messages are described in <c>Federation.Contracts/Runs</c>.</summary>
internal static partial class LeaseEndpoints
{
    // A renewal carries up to 32 pieces of 65 536 characters, each of up to six bytes as JSON.
    private const long MessageMaxBytes = 16L << 20;

    public static void MapLeases(this IEndpointRouteBuilder routes)
    {
        var leases = routes.MapGroup("/api/worker/leases").RequireScope(ApiScopes.Worker).ExcludeFromDescription();
        leases.MapPost("", LeaseAsync);
        leases.MapPost("{id:guid}/renew", RenewAsync).WithMetadata(new RequestSizeLimitAttribute(MessageMaxBytes));
        leases.MapPut("{id:guid}/outputs/{name}", ReceiveOutputAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
        leases.MapPost("{id:guid}/report", ReportAsync).WithMetadata(new RequestSizeLimitAttribute(MessageMaxBytes));
    }

    private static async Task<Results<Ok<Lease>, NoContent>> LeaseAsync(
        LeaseRequest request, LeaseRun lease, IHostApplicationLifetime lifetime, CancellationToken ct)
    {
        // A node that is asked to stop does not wait for those who wait.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        try
        {
            return await lease.ExecuteAsync(request, either.Token) is { } found ? TypedResults.Ok(found) : TypedResults.NoContent();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return TypedResults.NoContent();
        }
    }

    private static async Task<Results<Ok<LeaseRenewed>, ProblemHttpResult>> RenewAsync(Guid id, LeaseRenewal renewal, RenewLease renew, CancellationToken ct) =>
        await renew.ExecuteAsync(id, renewal, ct) is LeaseOutcome.Renewed(var answer) ? TypedResults.Ok(answer) : Lost();

    private static async Task<Results<NoContent, ProblemHttpResult>> ReportAsync(Guid id, RunReport report, AcceptReport accept, CancellationToken ct) =>
        await accept.ExecuteAsync(id, report, ct) is LeaseOutcome.Accepted ? TypedResults.NoContent() : Lost();

    private static async Task<IResult> ReceiveOutputAsync(
        Guid id, string name, [FromHeader(Name = RunOutputs.FencingTokenHeader)] int fencingToken, [FromHeader(Name = RunOutputs.Sha256Header)] string sha256,
        HttpContext context, ReceiveOutput receive, CancellationToken ct)
    {
        if (!RunOutputs.All.Contains(name))
        {
            return TypedResults.Problem($"An output is one of {string.Join(", ", RunOutputs.All)}.", statusCode: StatusCodes.Status404NotFound);
        }

        if (!Digest().IsMatch(sha256))
        {
            return TypedResults.Problem($"{RunOutputs.Sha256Header} is 64 lower-case hexadecimal digits.", statusCode: StatusCodes.Status400BadRequest);
        }

        return await receive.ExecuteAsync(context, id, name, fencingToken, sha256, ct) switch
        {
            ReceiveOutputOutcome.Kept => TypedResults.NoContent(),
            ReceiveOutputOutcome.Refused(var failure) => UploadMessages.Problem(failure),
            _ => Lost(),
        };
    }

    private static ProblemHttpResult Lost() => TypedResults.Problem(
        "This lease is over: the run is another worker's by now, or has ended. Stop it and report nothing.",
        statusCode: StatusCodes.Status409Conflict, type: Problems.LeaseLost);

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex Digest();
}
