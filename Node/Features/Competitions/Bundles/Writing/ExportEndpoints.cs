using System.Security.Claims;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions.Access;

namespace Agon.Node.Features.Competitions.Bundles.Writing;

/// <summary>Competitions as bundles, for their organizers: to keep, to change by hand, or to take to another site.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        // Open as a route: who may is asked of the competition, once it is known that there is one.
        routes.MapGet("/competitions/{slug}/bundle", ExportAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/api/v1/competitions/{slug}/bundle", ExportAsync).RequireScope(ApiScopes.Organize).WithTags("Bundles").WithName("ExportBundle")
            .WithSummary("The competition as a bundle with all its files, as it is now").Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ExportAsync(string slug, ClaimsPrincipal caller, FindCompetition find, ExportBundle export, HttpContext context, CancellationToken ct)
    {
        switch (await find.ExecuteAsync(slug, caller, ct))
        {
            case null:
                return Refuse(context, CompetitionMessages.NotFound, StatusCodes.Status404NotFound);
            case { MayManage: false, AccountId: null }:
                return TypedResults.Challenge();
            case { MayManage: false }:
                return Refuse(context, CompetitionMessages.NotYours, StatusCodes.Status403Forbidden);
            case var access:
                context.Response.Headers.CacheControl = "private, no-store";
                return TypedResults.Stream(body => export.ExecuteAsync(access.Competition.Id, body, ct), "application/zip", $"{slug}.zip");
        }
    }

    private static IResult Refuse(HttpContext context, string sentence, int status) => Portal.Hosting.Audience.IsForMachines(context.Request.Path)
        ? TypedResults.Problem(sentence, statusCode: status)
        : TypedResults.StatusCode(status);
}
