using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Access;

/// <summary>The link to a draft.</summary>
internal static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/drafts/{key}", OpenAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> OpenAsync(string key, NodeDb db, DraftKeys keys, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await db.Competitions.AsNoTracking().SingleOrDefaultAsync(c => c.DraftKey == key, ct) is not { } competition)
        {
            return TypedResults.NotFound();
        }

        keys.Give(context, competition);
        return TypedResults.LocalRedirect(NodeLinks.Competitions.Show(competition.Slug));
    }
}
