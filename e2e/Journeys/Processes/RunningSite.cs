using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Agon.Journeys.Processes;

/// <summary>A node or a hub with its own data directory, which can be killed and started again.</summary>
internal sealed class RunningSite : IAsyncDisposable
{
    private readonly string _project;
    private readonly string[] _settings;
    private AgonProcess _process;

    private RunningSite(string project, string directory, Uri address, string[] settings)
    {
        (_project, Directory, Address, _settings) = (project, directory, address, settings);
        _process = Start();
    }

    public string Directory { get; }

    public Uri Address { get; }

    public string Log => _process.Log;

    public static Task<RunningSite> NodeAsync(string directory, params string[] settings) => StartAsync("Node", "127.0.0.1", directory, settings);

    /// <summary>By a name: passkeys work at none else. To a browser it is another site than a node, as it is in real life.</summary>
    public static Task<RunningSite> HubAsync(string directory, params string[] settings) => StartAsync("Hub", "localhost", directory, settings);

    /// <summary>Runs a verb of its command line on the same data.</summary>
    public Task<string> RunAsync(string[] words, string? input = null) =>
        AgonProcess.RunAsync(_project, Directory, [.. words, .. Settings()], input);

    /// <summary>Waits for a line of its output.</summary>
    public Task<string> SaysAsync(string text) => _process.SaysAsync(text);

    public Task KillAsync() => _process.KillAsync();

    /// <summary>Stops it as a service manager does.</summary>
    public Task StopAsync() => _process.StopAsync();

    public async Task StartAgainAsync()
    {
        _process = Start();
        await ReadyAsync();
    }

    /// <summary>A client of the API.</summary>
    public HttpClient Api(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<RunningSite> StartAsync(string project, string host, string directory, string[] settings)
    {
        var site = new RunningSite(project, directory, new Uri($"http://{host}:{FreePort()}"), settings);
        await site.ReadyAsync();
        return site;
    }

    private AgonProcess Start() => AgonProcess.Start(_project, Directory, ["--urls", Address.ToString(), .. Settings()]);

    private string[] Settings() => [$"--Data:Directory={Path.Combine(Directory, "data")}", $"--Site:PublicUrl={Address}", .. _settings];

    private Task ReadyAsync() => _process.SaysAsync("Application started");
}
