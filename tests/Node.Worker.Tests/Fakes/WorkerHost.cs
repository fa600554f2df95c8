using Agon.Node.Worker.Runs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Agon.Node.Worker.Tests.Fakes;

/// <summary>A whole worker in this process, with the node and engine it is given.</summary>
internal sealed class WorkerHost : IAsyncDisposable
{
    private readonly IHost _host;

    private WorkerHost(IHost host, TempDirectory directory)
    {
        _host = host;
        Directory = directory;
    }

    public TempDirectory Directory { get; }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Builds a worker without starting its loop.</summary>
    public static WorkerHost Build(string nodeUrl, string socket, TempDirectory? directory = null, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        directory ??= new TempDirectory();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Worker:NodeUrl"] = nodeUrl,
            ["Worker:Token"] = FakeNode.Token,
            ["Worker:Name"] = $"test-{Guid.CreateVersion7():N}",
            ["Worker:DataDirectory"] = directory.Path,
            ["Worker:Engine"] = $"unix://{socket}",
            ["Worker:StopGraceSeconds"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new RetryLadder(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100)));
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.AddWorker();
        return new WorkerHost(builder.Build(), directory);
    }

    public static async Task<WorkerHost> StartAsync(string nodeUrl, string socket, TempDirectory? directory = null, params (string Key, string Value)[] settings)
    {
        var worker = Build(nodeUrl, socket, directory, null, settings);
        await worker._host.StartAsync();
        return worker;
    }

    public string Name => Get<Microsoft.Extensions.Options.IOptions<WorkerOptions>>().Value.Name;

    public string RunsDirectory => ExecuteLease.RunsDirectory(Get<Microsoft.Extensions.Options.IOptions<WorkerOptions>>().Value);

    /// <summary>What a termination signal does.</summary>
    public Task StopAsync() => _host.StopAsync();

    /// <summary>Ends the host but keeps its directory, as a restart does.</summary>
    public async Task StopAndKeepDirectoryAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await Directory.DisposeAsync();
    }
}
