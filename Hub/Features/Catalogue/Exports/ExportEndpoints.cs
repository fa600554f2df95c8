using System.Security.Cryptography;
using System.Text;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Portal.Hosting;
using Agon.Portal.Shell;
using Microsoft.Net.Http.Headers;

namespace Agon.Hub.Features.Catalogue.Exports;

/// <summary>What programs of people follow: any search as a calendar or as news, a competition as a calendar.</summary>
internal static class ExportEndpoints
{
    // Who follows sees what closes next, or what is new; nobody scrolls a calendar through everything there is.
    private const int Most = 200;

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(HubLinks.Competitions.Calendar, CalendarAsync).AllowAnonymous();
        routes.MapGet(HubLinks.Competitions.Atom, AtomAsync).AllowAnonymous();
        routes.MapGet(HubLinks.Competitions.List + "/{slug}.ics", OneAsync).AllowAnonymous();
    }

    private static async Task<IResult> CalendarAsync(HttpRequest request, SearchListings search, ISiteShell shell, PublicAddress address, TimeProvider clock, CancellationToken ct)
    {
        var query = DiscoverQuery.Read(request.Query) with { Page = null, PageSize = Most, SortChosen = DiscoverSort.ClosingSoon };
        var found = await search.ExecuteAsync(query, ct);
        var name = ExportMessages.Name((await shell.ComposeAsync(request.HttpContext.User, ct)).Name, query);
        return Fresh(request, WriteCalendar.Of(name, found.Rows, clock.GetUtcNow(), address.Of), WriteCalendar.MediaType);
    }

    private static async Task<IResult> AtomAsync(HttpRequest request, SearchListings search, ISiteShell shell, PublicAddress address, TimeProvider clock, CancellationToken ct)
    {
        var query = DiscoverQuery.Read(request.Query) with { Page = null, PageSize = Most, SortChosen = DiscoverSort.Newest };
        var found = await search.ExecuteAsync(query, ct);
        var name = ExportMessages.Name((await shell.ComposeAsync(request.HttpContext.User, ct)).Name, query);
        return Fresh(request, WriteAtom.Of(name, query.LinkOf(HubLinks.Competitions.Atom), query.Link, found.Rows, clock.GetUtcNow(), address.Of), WriteAtom.MediaType);
    }

    private static async Task<IResult> OneAsync(string slug, HttpRequest request, ReadRows read, PublicAddress address, TimeProvider clock, CancellationToken ct) =>
        await read.OneAsync(slug, ct) is { } row ? Fresh(request, WriteCalendar.Of(row.Title, [row], clock.GetUtcNow(), address.Of), WriteCalendar.MediaType) : TypedResults.NotFound();

    // Programs ask again and again, and mostly nothing changed (RFC 9110, section 13.1.2).
    private static IResult Fresh(HttpRequest request, string text, string type)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Bytes(bytes, type, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\""));
    }
}
