using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Agon.Portal.Hosting;

/// <summary>Sends traces, measurements and logs to an OpenTelemetry collector, when the settings name one.</summary>
internal static class Telemetry
{
    // Of the framework and the libraries: they see every request, query and message.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit"];
    private static readonly string[] Meters = ["Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Npgsql", "MassTransit"];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        var given = builder.Configuration["Telemetry:OtlpEndpoint"];
        if (string.IsNullOrWhiteSpace(given))
        {
            return;
        }

        if (!Uri.TryCreate(given, UriKind.Absolute, out var endpoint))
        {
            throw new OptionsValidationException("Telemetry", typeof(Uri), [$"Telemetry:OtlpEndpoint is '{given}', which is not a whole address, for instance http://localhost:4317."]);
        }

        var resource = ResourceBuilder.CreateDefault().AddService(builder.Environment.ApplicationName);
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter(o => o.Endpoint = endpoint).Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter(o => o.Endpoint = endpoint).Build());
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter(o => o.Endpoint = endpoint));
        builder.Services.AddHostedService<Listening>();
    }

    /// <summary>Makes the providers when the host starts; the container flushes them when it stops.</summary>
    private sealed class Listening(TracerProvider traces, MeterProvider meters) : IHostedService
    {
        private readonly object[] _held = [traces, meters];

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            GC.KeepAlive(_held);
            return Task.CompletedTask;
        }
    }
}
