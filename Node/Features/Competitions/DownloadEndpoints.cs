using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions;

/// <summary>Hands out what a phase has for participants, and the logo.</summary>
internal static class DownloadEndpoints
{
    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        // Open as routes: who may is asked of the competition, after it is known whether there is one.
        routes.MapMethods("/competitions/{slug}/data/{number:int}/{file}", [HttpMethods.Get, HttpMethods.Head], GetFileAsync)
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapMethods("/competitions/{slug}/logo", [HttpMethods.Get, HttpMethods.Head], GetLogoAsync)
            .AllowAnonymous().ExcludeFromDescription();
    }

    public static async Task<IResult> GetFileAsync(
        string slug, int number, string file, FindCompetition find, NodeDb db, IFileStore files, TimeProvider clock, HttpContext context, CancellationToken ct)
    {
        if (await find.ExecuteAsync(slug, context.User, ct) is not { } access
            || PhaseFiles.Parse(file) is not { } kind
            || access.Competition.Phases.SingleOrDefault(p => p.Number == number) is not { } phase
            || phase.IdOf(kind) is not { } id)
        {
            return TypedResults.NotFound();
        }

        if (access.AccountId is null)
        {
            return TypedResults.Challenge();
        }

        if (!access.MayDownload(phase, clock.GetUtcNow()))
        {
            return TypedResults.Forbid();
        }

        var stored = await db.StoredFiles.AsNoTracking().SingleAsync(f => f.Id == id, ct);
        return await files.OpenAsync(stored.Sha256, ct) is { } content
            ? FileEndpoints.Download(context, content, stored.Sha256, stored.Name)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> GetLogoAsync(string slug, FindCompetition find, NodeDb db, IFileStore files, HttpContext context, ClaimsPrincipal visitor, CancellationToken ct)
    {
        var logo = await db.Competitions.AsNoTracking().Where(c => c.Slug == slug)
            .Select(c => new { c.Logo!.Sha256, IsPublic = c.State == CompetitionState.Published })
            .SingleOrDefaultAsync(ct);
        if (logo?.Sha256 is null || !(logo.IsPublic || await find.ExecuteAsync(slug, visitor, ct) is not null) || await files.OpenAsync(logo.Sha256, ct) is not { } content)
        {
            return TypedResults.NotFound();
        }

        if (await LogoFormat.FindTypeAsync(content, ct) is not { } type)
        {
            await content.DisposeAsync();
            return TypedResults.NotFound();
        }

        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = logo.IsPublic ? "public, max-age=3600" : "private, no-store";
        return TypedResults.Stream(content, type, entityTag: new($"\"{logo.Sha256}\""));
    }
}
