using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Downloads;

/// <summary>Shows a competition's logo, if its bytes are a picture.</summary>
internal static class CompetitionLogo
{
    public static async Task<IResult> HandleAsync(string slug, FindCompetition find, NodeDb db, IFileStore files, HttpContext context, CancellationToken ct)
    {
        var logo = await db.Competitions.AsNoTracking().Where(c => c.Slug == slug && c.LogoId != null)
            .Select(c => new { c.Logo!.Sha256, IsPublic = c.State == CompetitionState.Published })
            .SingleOrDefaultAsync(ct);
        if (logo is null
            || (!logo.IsPublic && await find.ExecuteAsync(slug, context.User, ct) is null)
            || await files.OpenAsync(logo.Sha256, ct) is not { } content)
        {
            return TypedResults.NotFound();
        }

        if (await LogoFormat.FindTypeAsync(content, ct) is not { } type)
        {
            await content.DisposeAsync();
            return TypedResults.NotFound();
        }

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = logo.IsPublic ? "public, max-age=3600" : "private, no-store";
        return TypedResults.Stream(content, type, entityTag: new($"\"{logo.Sha256}\""));
    }
}
