using Microsoft.AspNetCore.Http;

namespace Agon.Portal.Hosting;

/// <summary>
/// Tells ui.js where a sent form leads instead of redirecting: a script can't see a redirect, and following it would eat the next
/// page's flash message.
/// </summary>
internal sealed class UploadRedirects(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey("Agon-Upload"))
        {
            context.Response.OnStarting(static state =>
            {
                var response = (HttpResponse)state;
                if (response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther && response.Headers.Location is [{ } location])
                {
                    response.StatusCode = StatusCodes.Status204NoContent;
                    response.Headers.Remove("Location");
                    response.Headers["Agon-Location"] = location;
                }

                return Task.CompletedTask;
            }, context.Response);
        }

        return next(context);
    }
}
