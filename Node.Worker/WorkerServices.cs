using Agon.Node.Worker.Cache;
using Agon.Node.Worker.Containers;
using Agon.Node.Worker.Runs;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker;

/// <summary>Registers the worker.</summary>
internal static class WorkerServices
{
    // After the grace: killing, removing, the last words.
    private static readonly TimeSpan AfterGrace = TimeSpan.FromSeconds(40);

    public static void AddWorker(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WorkerOptions>().BindConfiguration(WorkerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkerOptions>, WorkerOptionsCheck>();
        services.AddOptions<HostOptions>().Configure<IOptions<WorkerOptions>>(
            (host, worker) => host.ShutdownTimeout = TimeSpan.FromSeconds(worker.Value.StopGraceSeconds) + AfterGrace);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RetryLadder.Node);
        services.AddSingleton<WorkerToken>();
        services.AddSingleton<NodeClient>();
        services.AddSingleton<WorkerPlace>();
        services.AddContainers();
        services.AddCache();
        services.AddRuns();
        services.AddHostedService<WorkerLoop>();
    }

    /// <summary>Finds what stops a worker from starting before the host does, which would log it with a stack trace.</summary>
    public static void CheckWorker(this IHost host)
    {
        _ = host.Services.GetRequiredService<IOptions<WorkerOptions>>().Value;
        _ = host.Services.GetRequiredService<ImageMap>();
        host.Services.GetRequiredService<WorkerPlace>().Claim();
    }

    private static void AddContainers(this IServiceCollection services)
    {
        services.AddSingleton<EngineClient>();
        services.AddSingleton<EngineContainers>();
        services.AddSingleton<EngineImages>();
        services.AddSingleton<ImageSource>();
        services.AddSingleton(provider => ImageMap.From(
            provider.GetRequiredService<IOptions<WorkerOptions>>().Value,
            provider.GetRequiredService<IConfiguration>().GetSection($"{WorkerOptions.Section}:Images")));
    }

    private static void AddCache(this IServiceCollection services)
    {
        services.AddSingleton<InputDownload>();
        services.AddSingleton<InputCache>();
    }

    private static void AddRuns(this IServiceCollection services)
    {
        services.AddSingleton(provider => ContainerUser.From(provider.GetRequiredService<IOptions<WorkerOptions>>().Value));
        services.AddSingleton<ContainerRecipe>();
        services.AddSingleton<RunContainer>();
        services.AddSingleton<DiskRoom>();
        services.AddSingleton<OutputWatch>();
        services.AddSingleton<RunStepContainers>();
        services.AddSingleton<PrepareInputs>();
        services.AddSingleton<PredictionStep>();
        services.AddSingleton<ScoringStep>();
        services.AddSingleton<PersistentCalls>();
        services.AddSingleton<SendOutputs>();
        services.AddSingleton<ExecuteRun>();
        services.AddSingleton<LeaseKeeper>();
        services.AddSingleton<ReportRun>();
        services.AddSingleton<RemoveRun>();
        services.AddSingleton<ExecuteLease>();
    }
}
