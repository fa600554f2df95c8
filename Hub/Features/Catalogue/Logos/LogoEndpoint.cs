using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>Shows the logo of a listing that everybody finds, from the hub's own keeping.</summary>
internal static class LogoEndpoint
{
    public static void MapLogos(this IEndpointRouteBuilder routes) => routes.MapGet(HubLinks.Competitions.List + "/{slug}/logo", ShowAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(string slug, HubDb db, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var logo = await (
            from l in db.Listings.Where(l => l.Slug == slug && !db.LogoFetches.Any(f => f.ListingId == l.Id)).Listed(db)
            join g in db.Logos on l.LogoSha256 equals g.Sha256
            select new { g.Sha256, g.ContentType }).SingleOrDefaultAsync(ct);
        if (logo is null)
        {
            return TypedResults.NotFound();
        }

        // A picture is nothing else: not for a browser that guesses, and not for one that opens it as a page. What curators hide is soon out of caches.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "public, max-age=300";
        var tag = new EntityTagHeaderValue($"\"{logo.Sha256}\"");
        if (request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            // Whoever has it does not have it read.
            response.GetTypedHeaders().ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var bytes = await db.Logos.Where(g => g.Sha256 == logo.Sha256).Select(g => g.Bytes).SingleOrDefaultAsync(ct);
        return bytes is null ? TypedResults.NotFound() : TypedResults.Bytes(bytes, logo.ContentType, entityTag: tag);
    }
}
