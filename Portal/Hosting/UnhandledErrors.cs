using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Hosting;

/// <summary>Gives every unexpected failure a reference number that stands in the log and on the page.</summary>
internal sealed partial class UnhandledErrors(IProblemDetailsService problems, ILogger<UnhandledErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var status = StatusOf(exception);
        var path = httpContext.Features.Get<IExceptionHandlerFeature>()?.Path ?? httpContext.Request.Path;
        if (status == StatusCodes.Status500InternalServerError)
        {
            LogFailed(exception, ReferenceOf(httpContext), httpContext.Request.Method, path);
        }

        if (!Audience.IsForMachines(path))
        {
            return false;
        }

        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = { Status = status } });
    }

    /// <summary>The status that fits an exception nobody caught.</summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>What a person quotes and an operator searches for.</summary>
    public static string ReferenceOf(HttpContext context) => Activity.Current?.TraceId.ToHexString()[..12] ?? context.TraceIdentifier;

    [LoggerMessage(LogLevel.Error, "Request failed, reference {Reference}: {Method} {Path}")]
    private partial void LogFailed(Exception exception, string reference, string method, string path);
}
