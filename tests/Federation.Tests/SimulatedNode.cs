using System.Text.Json;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Nodes.Members;
using Agon.Node;
using Agon.Node.Data;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Federation;
using Agon.Node.Features.Feed;
using Agon.Portal.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Agon.Federation.Tests;

/// <summary>A node with its own database whose services run one at a time, when the simulation says so; it can be killed and started anew.</summary>
internal sealed class SimulatedNode(int number, TimeProvider clock, HttpMessageHandler wire) : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("agon-federation-node-").FullName;
    private TestDatabase _database = null!;
    private WebApplication _app = null!;

    public string Address { get; } = $"https://node{number}.example";

    public Faults Faults { get; } = new();

    public NodeWorld World { get; private set; } = null!;

    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync("node", _directory, MigrateAsync);
        Run();
        World = new NodeWorld(this, clock);
    }

    public async Task RestartAsync()
    {
        await _app.DisposeAsync();
        Run();
    }

    public async Task JoinAsync(SimulatedHub hub)
    {
        await InScopeAsync(async s =>
        {
            await s.GetRequiredService<EditSiteSettings>().ExecuteAsync(site => site.Name = $"Node {number}", CancellationToken.None);
            return 0;
        });
        var token = await hub.InviteAsync();
        (await InScopeAsync(s => s.GetRequiredService<JoinHub>().ExecuteAsync(SimulatedHub.Address, token, CancellationToken.None))).ShouldBeOfType<JoinHubOutcome.Applied>();
        var slug = await QueryAsync(db => db.Memberships.Select(m => m.Slug).SingleAsync());
        (await hub.ApproveAsync(slug)).ShouldBeOfType<DecideOutcome.Done>();
        await CallAsync();
    }

    public Task<Membership?> CallAsync() => InScopeAsync(s => s.GetRequiredService<CallHub>().ExecuteAsync(CancellationToken.None));

    public async Task WriteAsync() => await ActivatorUtilities.CreateInstance<FeedWriter>(_app.Services).WriteAsync(CancellationToken.None);

    public async Task DeliverAsync() => await ActivatorUtilities.CreateInstance<FeedDeliverer>(_app.Services).DeliverAsync(CancellationToken.None);

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> QueryAsync<T>(Func<NodeDb, Task<T>> query) => InScopeAsync(s => query(s.GetRequiredService<NodeDb>()));

    public Task<FeedDelivery?> DeliveryAsync() => QueryAsync(db => db.FeedDeliveries.AsNoTracking().SingleOrDefaultAsync());

    /// <summary>What is public here, composed from what there is and not from what was told: name → digest, and in words as the hub shows it.</summary>
    public Task<(Dictionary<string, string> Facts, List<string> Shown)> PublicAsync() => InScopeAsync(async services =>
    {
        var (db, compose) = (services.GetRequiredService<NodeDb>(), services.GetRequiredService<ComposeFacts>());
        var (facts, shown) = (new Dictionary<string, string>(), new List<string>());
        foreach (var competition in await db.Competitions.Select(c => c.Id).ToListAsync())
        {
            if ((await compose.CardAsync(competition, Address, CancellationToken.None)).Fact is not { } card)
            {
                continue;
            }

            var (key, activity) = (RecordKinds.Key(competition), await compose.ActivityAsync(competition, CancellationToken.None));
            facts[$"{RecordKinds.Competition}/{key}"] = Hash(JsonSerializer.Serialize(card, FeedJson.Default.CompetitionCard));
            facts[$"{RecordKinds.Activity}/{key}"] = Hash(JsonSerializer.Serialize(activity, FeedJson.Default.CompetitionActivity));
            shown.Add($"{RecordKinds.Competition}/{key}: {card.Title} [{string.Join(',', card.Tags)}] {card.Phases.Count} {activity.Participants}");
            foreach (var (phase, standings) in await compose.StandingsAsync(competition, CancellationToken.None))
            {
                if (standings is null)
                {
                    continue;
                }

                facts[$"{RecordKinds.Standings}/{RecordKinds.Key(phase)}"] = Hash(JsonSerializer.Serialize(standings, FeedJson.Default.PhaseStandings));
                foreach (var (id, entry) in await compose.EntriesAsync(competition, phase, all => all, CancellationToken.None))
                {
                    facts[$"{RecordKinds.Entry}/{RecordKinds.Key(phase, id)}"] = Hash(JsonSerializer.Serialize(entry, FeedJson.Default.StandingsEntry));
                    shown.Add($"{RecordKinds.Entry}/{RecordKinds.Key(phase, id)}: {(entry.Scores.TryGetValue(standings.Metric, out var score) ? score : null)}");
                }
            }
        }

        return (facts, shown);
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static string Hash(string body) => FeedRecord.HashOf(new RawJson(body));

    private static async Task MigrateAsync(string connectionString)
    {
        await using var node = NodeCommandLine.Build([$"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={connectionString}"]);
        await node.Services.MigrateAsync<NodeDb>(CancellationToken.None);
    }

    private void Run()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
            ApplicationName = "Agon.Node",
            Args =
            [
                $"--Data:Directory={_directory}", $"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={_database.ConnectionString}",
                $"--Site:PublicUrl={Address}", "--Logging:LogLevel:Default=None",
            ],
        });
        builder.AddNode();
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IInterceptor>(Faults);
        builder.Services.ConfigureAll<HttpClientFactoryOptions>(options => options.HttpMessageHandlerBuilderActions.Add(client => client.PrimaryHandler = wire));

        // Never started: nothing happens by itself.
        _app = builder.Build();
    }
}
