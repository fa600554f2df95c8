using Microsoft.Net.Http.Headers;

namespace Agon.Node.Features.Files;

/// <summary>Answers signed links: always as a download, never rendered by the browser at our origin.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/files/{token}", [HttpMethods.Get, HttpMethods.Head], GetAsync)
            .AllowAnonymous().WithName("File").ExcludeFromDescription();

    private static async Task<IResult> GetAsync(string token, FileLinks links, IFileStore files, HttpContext context, CancellationToken ct)
    {
        switch (links.Read(token))
        {
            case FileLink.To(var sha256, var fileName) when await files.OpenAsync(sha256, ct) is { } content:
                return Download(context, content, sha256, fileName);
            case FileLink.Expired:
                return TypedResults.Problem("This link has expired: go back to the page it was on and reload it.", statusCode: StatusCodes.Status410Gone);
            default:
                return TypedResults.Problem("There is no such file, or the link is incomplete. Go back to the page it was on and follow it from there.", statusCode: StatusCodes.Status404NotFound);
        }
    }

    /// <summary>A blob as a download, with ranges.</summary>
    public static IResult Download(HttpContext context, Stream content, string sha256, string fileName)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        var type = fileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? "application/zip" : "application/octet-stream";
        return TypedResults.Stream(content, type, fileName, entityTag: new EntityTagHeaderValue($"\"{sha256}\""), enableRangeProcessing: true);
    }
}
