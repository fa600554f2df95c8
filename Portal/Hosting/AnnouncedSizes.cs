using Agon.Portal.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Agon.Portal.Hosting;

/// <summary>
/// Answers 413 to a body that announces more than its endpoint takes, before anybody reads it: otherwise the form reader would turn
/// it into a 400 that blames the antiforgery token.
/// </summary>
internal sealed class AnnouncedSizes(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } own
            ? own.MaxRequestBodySize
            : context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? PortalServices.MaxRequestBytes;
        var isErrorPage = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (isErrorPage || limit is null || context.Request.ContentLength is not { } length || length <= limit)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        context.Items[LimitKey] = Bytes.Words(limit.Value);
        return Task.CompletedTask;
    }

    /// <summary>Where the limit in words is kept for the error page.</summary>
    public static readonly object LimitKey = new();
}
