using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Agon.Hub.Features.Catalogue.Logos;

/// <summary>Shows the logo of a listing that everybody finds, from the hub's own keeping.</summary>
internal static class LogoEndpoint
{
    public static void MapLogos(this IEndpointRouteBuilder routes) => routes.MapGet(HubLinks.Competitions.List + "/{slug}/logo", ShowAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(string slug, HubDb db, HttpResponse response, CancellationToken ct)
    {
        var logo = await (
            from l in db.Listings.Where(l => l.Slug == slug).Listed(db)
            join g in db.Logos.AsNoTracking() on l.LogoSha256 equals g.Sha256
            select g).SingleOrDefaultAsync(ct);
        if (logo is null)
        {
            return TypedResults.NotFound();
        }

        // A picture is nothing else: not for a browser that guesses, and not for one that opens it as a page.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Bytes(logo.Bytes, logo.ContentType, entityTag: new EntityTagHeaderValue($"\"{logo.Sha256}\""));
    }
}
