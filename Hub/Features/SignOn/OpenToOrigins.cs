namespace Agon.Hub.Features.SignOn;

/// <summary>Lets pages of other sites read what an endpoint answers, without the visitor's cookies: where the specifications need it, and nowhere else.</summary>
internal static class OpenToOrigins
{
    /// <summary>Maps the browser's question beforehand too.</summary>
    public static void IsOpenToOrigins(this RouteHandlerBuilder endpoint, IEndpointRouteBuilder routes, string path, string methods)
    {
        endpoint.AddEndpointFilter(static async (context, next) =>
        {
            context.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
            context.HttpContext.Response.Headers.AccessControlExposeHeaders = "WWW-Authenticate";
            return await next(context);
        });
        routes.MapMethods(path, [HttpMethods.Options], (HttpResponse response) =>
        {
            response.Headers.AccessControlAllowOrigin = "*";
            response.Headers.AccessControlAllowMethods = methods;
            response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type";
            response.Headers.AccessControlMaxAge = "600";
            return TypedResults.NoContent();
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
