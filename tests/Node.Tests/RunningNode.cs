using System.Collections.Concurrent;
using Agon.Node.Data;
using Agon.Node.Features.Federation;
using Agon.Node.Features.Feed;
using Agon.Node.Features.Messaging;
using Agon.Node.Tests;
using Agon.Portal.Outbound;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

[assembly: AssemblyFixture(typeof(RunningNode.Stop))]

namespace Agon.Node.Tests;

/// <summary>
/// The process behind a <see cref="NodeHost"/>. Starting one costs most of a class's time, so one that is given back is emptied and
/// serves the next class; its clock goes on from where it was.
/// </summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private static readonly ConcurrentBag<RunningNode> Idle = [];
    private static readonly string[] Contents = ["blobs", "mail", "uploads"];
    private readonly PendingWork _bus = new();

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("agon-node-").FullName;

    public TestDatabase Database { get; private set; } = null!;

    public WebApplicationFactory<Program> Factory { get; private set; } = null!;

    public ManualClock Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    public Internet Internet { get; } = new();

    public IServiceProvider Services => Factory.Services;

    public static async Task<RunningNode> RentAsync() => Idle.TryTake(out var idle) ? idle : await StartAsync();

    public static async Task<RunningNode> StartAsync()
    {
        var node = new RunningNode();
        node.Database = await TestDatabase.CreateAsync("node", node.Directory, MigrateAsync);
        node.Factory = new WebApplicationFactory<Program>().WithWebHostBuilder(node.Configure);
        _ = node.Factory.Server;
        await node.SettleAsync();
        return node;
    }

    public async ValueTask ReturnAsync()
    {
        if (!TestDatabase.CanEmpty)
        {
            await DisposeAsync();
            return;
        }

        await SettleAsync();
        await Database.EmptyAsync();
        foreach (var file in Contents.Select(name => new DirectoryInfo(Path.Combine(Directory, name))).Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories)))
        {
            file.Delete();
        }

        Idle.Add(this);
    }

    public async ValueTask DisposeAsync()
    {
        await Factory.DisposeAsync();
        await Database.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

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
        while (await InScopeAsync(s => s.GetRequiredService<NodeDb>().OutboxMessages.AnyAsync(m => m.DueAt <= Clock.GetUtcNow())));
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
        builder.UseSetting("Data:Directory", Directory);
        builder.UseSetting("Database:Provider", TestDatabase.Provider);
        builder.UseSetting("Database:ConnectionString", Database.ConnectionString);
        builder.UseSetting("Site:AccountPostsPerMinute", "1000");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            // Tests call the hub and write the feed themselves, so that they know when.
            services.Remove(services.Single(s => s.ImplementationType == typeof(HubCaller)));
            services.Remove(services.Single(s => s.ImplementationType == typeof(FeedWriter)));
            services.Remove(services.Single(s => s.ImplementationType == typeof(FeedDeliverer)));
            services.AddSingleton<IReceiveObserver>(new BusObserver(_bus));
            services.AddSingleton<IPublishObserver>(new BusObserver(_bus));
            services.AddSingleton(new HostNames(Internet.Names.FindAsync));
            services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(client => client.PrimaryHandler = Internet));
            // Or commands within a second of one that nobody counted would not be counted either.
            services.ConfigureDbContext<SqliteNodeDb>(options => options.ConfigureLoggingCacheTime(TimeSpan.Zero));
            services.ConfigureDbContext<PostgreSqlNodeDb>(options => options.ConfigureLoggingCacheTime(TimeSpan.Zero));
            // Slow on purpose in production; a test has nothing to guard.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        });
    }

    /// <summary>Ends the nodes that wait for a next class.</summary>
    public sealed class Stop : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            while (Idle.TryTake(out var node))
            {
                await node.DisposeAsync();
            }
        }
    }
}
