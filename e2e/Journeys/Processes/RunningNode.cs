using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Agon.Journeys.Processes;

/// <summary>A node with its own data directory, which can be killed and started again.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly string[] _settings;
    private AgonProcess _process;

    private RunningNode(string directory, Uri address, string[] settings)
    {
        (Directory, Address, _settings) = (directory, address, settings);
        _process = Start();
    }

    public string Directory { get; }

    public Uri Address { get; }

    public string Log => _process.Log;

    public static async Task<RunningNode> StartAsync(string directory, params string[] settings)
    {
        var node = new RunningNode(directory, new Uri($"http://127.0.0.1:{FreePort()}"), settings);
        await node.ReadyAsync();
        return node;
    }

    /// <summary>Runs a verb of the node's command line on the same data.</summary>
    public Task<string> RunAsync(string[] words, string? input = null) =>
        AgonProcess.RunAsync("Node", Directory, [.. words, .. Settings()], input);

    /// <summary>Waits for a line of the node's output.</summary>
    public Task<string> SaysAsync(string text) => _process.SaysAsync(text);

    public async Task KillAsync() => await _process.KillAsync();

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

    private AgonProcess Start() => AgonProcess.Start("Node", Directory, ["--urls", Address.ToString(), .. Settings()]);

    private string[] Settings() => [$"--Data:Directory={Path.Combine(Directory, "data")}", $"--Site:PublicUrl={Address}", .. _settings];

    private Task ReadyAsync() => _process.SaysAsync("Application started");
}
