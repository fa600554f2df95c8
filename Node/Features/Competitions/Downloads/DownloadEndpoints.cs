using Agon.Node.Features.Accounts;
using Agon.Node.Features.Files;

namespace Agon.Node.Features.Competitions.Downloads;

/// <summary>Hands out what a phase has for participants, to browsers and to programs.</summary>
internal static class DownloadEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        // Open as a route: who may is asked of the competition, once it is known that there is one.
        routes.MapMethods("/competitions/{slug}/data/{number:int}/{file}", Methods, DownloadAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods("/competitions/{slug}/data/tasks/{number:int}/{file}", Methods, OfTaskAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods("/competitions/{slug}/data/solutions/{number:int}", Methods, SolutionAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods("/competitions/{slug}/logo", Methods, CompetitionLogo.HandleAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/api/v1/competitions/{slug}/phases/{number:int}/files/{file}", DownloadAsync).RequireScope(ApiScopes.Read).WithTags("Competitions")
            .WithName("DownloadPhaseFile").WithSummary("A phase's starting-kit or public-data, for those who take part")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/v1/competitions/{slug}/tasks/{number:int}/files/{file}", OfTaskAsync).RequireScope(ApiScopes.Read).WithTags("Competitions")
            .WithName("DownloadTaskFile").WithSummary("A task's scoring-program, ingestion-program, input-data or reference-data, for organizers and for whom they let have it")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/v1/competitions/{slug}/solutions/{number:int}/file", SolutionAsync).RequireScope(ApiScopes.Read).WithTags("Competitions")
            .WithName("DownloadSolution").WithSummary("An example solution, for those who take part")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> DownloadAsync(string slug, int number, string file, FindPhaseFile find, IFileStore files, HttpContext context, CancellationToken ct) =>
        await SendAsync(await find.ExecuteAsync(slug, number, file, context.User, ct), files, context, ct);

    private static async Task<IResult> OfTaskAsync(string slug, int number, string file, FindTaskFile find, IFileStore files, HttpContext context, CancellationToken ct) =>
        await SendAsync(await find.ExecuteAsync(slug, number, file, context.User, ct), files, context, ct);

    private static async Task<IResult> SolutionAsync(string slug, int number, FindTaskFile find, IFileStore files, HttpContext context, CancellationToken ct) =>
        await SendAsync(await find.SolutionAsync(slug, number, context.User, ct), files, context, ct);

    private static async Task<IResult> SendAsync(DownloadOutcome outcome, IFileStore files, HttpContext context, CancellationToken ct)
    {
        switch (outcome)
        {
            case DownloadOutcome.Found(var stored) when await files.OpenAsync(stored.Sha256, ct) is { } content:
                return FileEndpoints.Download(context, content, stored.Sha256, stored.Name);
            case DownloadOutcome.NotSignedIn:
                return TypedResults.Challenge();
            case DownloadOutcome.NotTakingPart:
                return Refuse(context, CompetitionMessages.FilesForParticipants, StatusCodes.Status403Forbidden);
            case DownloadOutcome.NotOpenYet:
                return Refuse(context, CompetitionMessages.FilesWhenOpen, StatusCodes.Status403Forbidden);
            default:
                return Refuse(context, CompetitionMessages.NoSuchFile, StatusCodes.Status404NotFound);
        }
    }

    // A person gets the page that goes with a bare status; a program gets the sentence.
    private static IResult Refuse(HttpContext context, string sentence, int status) => Portal.Hosting.Audience.IsForMachines(context.Request.Path)
        ? TypedResults.Problem(sentence, statusCode: status)
        : TypedResults.StatusCode(status);
}
