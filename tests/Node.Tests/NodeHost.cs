using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests;

/// <summary>
/// A whole node with its own database and data directory; only the clock is ours. Use it as a class fixture: classes run in parallel,
/// each on its own node.
/// </summary>
public sealed class NodeHost : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("agon-node-").FullName;
    private readonly PendingWork _bus = new();
    private TestDatabase _database = null!;
    private WebApplicationFactory<Program> _factory = null!;

    /// <summary>The node's clock; it starts at a whole second near the real time and stands still.</summary>
    public ManualClock Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    public string DataDirectory => _directory;

    public string ConnectionString => _database.ConnectionString;

    public IServiceProvider Services => _factory.Services;

    internal Given Given => new(this);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync("node", _directory, MigrateAsync);
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(Configure);
        _ = _factory.Server;
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A browser without scripts that nobody has signed in with.</summary>
    public PageClient Browser() => new(_factory.CreateClient());

    /// <summary>A client of the API, with a bearer token or without.</summary>
    public HttpClient Api(string? token = null)
    {
        var client = _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    /// <summary>Runs <paramref name="work"/> in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    internal Task<T> QueryAsync<T>(Func<NodeDb, Task<T>> query) => InScopeAsync(s => query(s.GetRequiredService<NodeDb>()));

    /// <summary>Waits until every message that is due has been sent and consumed.</summary>
    public async Task SettleAsync()
    {
        var outbox = Services.GetRequiredService<OutboxDispatcher>();
        do
        {
            while (await outbox.DispatchAsync(TestContext.Current.CancellationToken) > 0)
            {
            }

            await _bus.IdleAsync();
        }
        while (await QueryAsync(db => db.OutboxMessages.AnyAsync(m => m.DueAt <= Clock.GetUtcNow())));
    }

    private static async Task MigrateAsync(string connectionString)
    {
        var settings = new[] { $"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={connectionString}" };
        await using var node = NodeCommandLine.Build(settings);
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NodeDb>().Database.MigrateAsync();
    }

    private void Configure(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Data:Directory", _directory);
        builder.UseSetting("Database:Provider", TestDatabase.Provider);
        builder.UseSetting("Database:ConnectionString", _database.ConnectionString);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<IReceiveObserver>(new BusObserver(_bus));
            services.AddSingleton<IPublishObserver>(new BusObserver(_bus));
            // Slow on purpose in production; a test has nothing to guard.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        });
    }
}
