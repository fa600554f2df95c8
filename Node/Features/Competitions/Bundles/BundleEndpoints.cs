using System.Diagnostics;
using System.Security.Claims;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions.Bundles.Writing;
using Agon.Node.Features.Files;
using Agon.Node.Features.Messaging;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>A bundle that was taken in; ask <paramref name="Url"/> what became of it.</summary>
/// <param name="Id">The import's identifier.</param>
/// <param name="Status">Received.</param>
/// <param name="Url">Where to ask, an absolute path.</param>
internal sealed record ReceivedBundle(Guid Id, BundleImportStatus Status, string Url);

/// <summary>How far an import is, or how it ended.</summary>
/// <param name="Id">The import's identifier.</param>
/// <param name="Status">Received, Unpacking, Imported or Refused.</param>
/// <param name="FileName">The bundle's name.</param>
/// <param name="Bytes">The bundle's size.</param>
/// <param name="Step">What is being done, in words.</param>
/// <param name="Done">Bytes of <paramref name="Total"/> stored.</param>
/// <param name="Total">Bytes to store, 0 while they are not known.</param>
/// <param name="Problems">Errors, which are why it was refused, warnings, and notes about what is read in another way than elsewhere.</param>
/// <param name="Competition">The slug of the draft competition, once there is one.</param>
internal sealed record BundleImportView(
    Guid Id, BundleImportStatus Status, string FileName, long Bytes, string? Step, long Done, long Total, IReadOnlyList<BundleProblem> Problems, string? Competition);

/// <summary>Takes bundles in and tells what became of them, for programs.</summary>
internal static class BundleEndpoints
{
    public static void MapBundles(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/bundles").RequireScope(ApiScopes.Organize).WithTags("Bundles");
        api.MapPost("/", ReceiveAsync).WithMetadata(new DisableRequestSizeLimitAttribute())
            .Accepts<Stream>("application/zip", "*/*").Produces<ReceivedBundle>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Upload a bundle: the body is the zip");
        api.MapGet("/{id:guid}", ShowAsync).Produces<BundleImportView>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("How far an import is, and what is wrong with the bundle");
        routes.MapExports();
        routes.MapGet("/competitions/imports/{id:guid}/events", WatchBundleImport.HandleAsync).IsLive().ExcludeFromDescription();
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext context, ClaimsPrincipal caller, MayOrganize mayOrganize, ReceiveUpload upload, ReceiveBundle bundles, IOptions<BundleOptions> options,
        CancellationToken ct, string? fileName = null)
    {
        if (!await mayOrganize.AskAsync(caller, ct))
        {
            return TypedResults.Problem(BundleMessages.NotAllowed, statusCode: StatusCodes.Status403Forbidden);
        }

        var announced = context.Request.Headers[RunOutputs.Sha256Header].FirstOrDefault();
        switch (await upload.FromBodyAsync(context, fileName, options.Value.MaxBytes, announced, ct))
        {
            case UploadOutcome.Received(var file):
                var import = await bundles.ExecuteAsync(file, caller.AccountId!.Value, ct);
                var url = $"/api/v1/bundles/{import.Id}";
                return TypedResults.Accepted(url, new ReceivedBundle(import.Id, import.Status, url));
            case UploadOutcome.Refused(var failure):
                return UploadMessages.Problem(failure);
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private static async Task<IResult> ShowAsync(Guid id, ClaimsPrincipal caller, NodeDb db, CancellationToken ct)
    {
        var owner = caller.AccountId;
        var found = await db.BundleImports.AsNoTracking().Where(i => i.Id == id && i.AccountId == owner)
            .Select(i => new
            {
                Import = i,
                i.File!.Name,
                i.File.Bytes,
                Slug = db.Competitions.Where(c => c.Id == i.CompetitionId).Select(c => c.Slug).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        return found is null
            ? TypedResults.Problem("There is no such import of yours. Check the identifier; an import is open only to the account that uploaded the bundle.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Ok(new BundleImportView(
                id, found.Import.Status, found.Name, found.Bytes, found.Import.Step, found.Import.Done, found.Import.Total,
                BundleProblem.FromJson(found.Import.Problems), found.Slug));
    }
}
