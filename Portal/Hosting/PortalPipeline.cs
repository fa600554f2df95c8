using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Agon.Portal.Hosting;

/// <summary>The order in which a host's requests pass through what is common to hosts.</summary>
public static class PortalPipeline
{
    /// <summary>Puts the middleware in place and maps pages, assets and health; the host maps its own endpoints after it.</summary>
    public static WebApplication UsePortal(this WebApplication app)
    {
        // Who calls and by which scheme: everything after relies on it.
        app.UseForwardedHeaders();
        app.UseMiddleware<AnnouncedOrigin>();
        app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<UploadRedirects>();

        // No response compression: pages carry form tokens beside text people chose (BREACH). Assets are compressed when built.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", StatusCodeSelector = UnhandledErrors.StatusOf, SuppressDiagnosticsCallback = _ => true });
        app.UseWhen(c => Audience.IsForMachines(c.Request.Path), machines => machines.UseStatusCodePages());
        app.UseWhen(c => !Audience.IsForMachines(c.Request.Path), people => people.UseStatusCodePagesWithReExecute("/error/{0}"));

        // After the error pages, so that they are routed too.
        app.UseRouting();
        app.UseMiddleware<AnnouncedSizes>();
        app.UseAuthentication();

        // Some limits are an account's.
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
        return app;
    }

    // Strangers learn which part fails, not why; the operator's desk says the rest.
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString()),
    });
}
