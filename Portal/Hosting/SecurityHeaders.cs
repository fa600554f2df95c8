using Microsoft.AspNetCore.Http;

namespace Agon.Portal.Hosting;

/// <summary>Adds the headers that make a browser careful. An endpoint that needs another value sets it itself.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // data: images are the ones people paste into competition pages; nothing is ever asked of a third-party host.
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        + "form-action 'self'; frame-ancestors 'none'";

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Security-Policy", ContentSecurityPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            foreach (var (name, value) in Headers)
            {
                response.Headers.TryAdd(name, value);
            }

            KeepOutOfCaches((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    }

    // What a signed-in person saw is in no cache, so "back" after signing out shows nothing; nor is what failed, which may work next time.
    // Set last: a page with a form says it more strictly, and warns in the log of whoever said anything before.
    private static void KeepOutOfCaches(HttpContext context)
    {
        var isOfTheMoment = context.User.Identity is { IsAuthenticated: true } || context.Response.StatusCode >= StatusCodes.Status400BadRequest;
        if (isOfTheMoment && context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
        {
            context.Response.Headers.TryAdd("Cache-Control", "no-store");
        }
    }
}
