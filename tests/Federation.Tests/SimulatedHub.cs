using Agon.Federation.Contracts.Feed;
using Agon.Hub;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Invitations;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Agon.Federation.Tests;

/// <summary>A whole hub on a database of its own, that can be killed and started anew; what it does by itself in the background it does not do here.</summary>
internal sealed class SimulatedHub(TimeProvider clock) : IAsyncDisposable
{
    public const string Address = "https://hub.example";
    private readonly string _directory = Directory.CreateTempSubdirectory("agon-federation-hub-").FullName;
    private TestDatabase _database = null!;
    private WebApplication _app = null!;

    public Faults Faults { get; } = new();

    public HttpMessageHandler Handler => _app.GetTestServer().CreateHandler();

    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync("hub", _directory, MigrateAsync);
        await RunAsync();
    }

    public async Task RestartAsync()
    {
        await _app.DisposeAsync();
        await RunAsync();
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> QueryAsync<T>(Func<HubDb, Task<T>> query) => InScopeAsync(s => query(s.GetRequiredService<HubDb>()));

    public Task<string> InviteAsync() => InScopeAsync(async s =>
        (await s.GetRequiredService<InviteNode>().ExecuteAsync("A simulated node", 7, by: null, CancellationToken.None)).ShouldBeOfType<InviteOutcome.Invited>().Token);

    public Task<DecideOutcome> ApproveAsync(string slug) => InScopeAsync(s =>
        s.GetRequiredService<DecideOnNode>().ExecuteAsync(slug, MemberAct.Approve, null, by: null, CancellationToken.None, anyway: true));

    /// <summary>What the ledger has of a node: name → digest of its content.</summary>
    public Task<Dictionary<string, string>> LedgerAsync(string address) => QueryAsync(async db => await db.FeedItems
        .Where(i => i.Withdrawn == null && db.Members.Any(m => m.Id == i.MemberId && m.Address == address)).ToDictionaryAsync(i => $"{i.Kind}/{i.Key}", i => i.Hash));

    /// <summary>What the catalogue shows of a node, in words: titles with tags, and scores.</summary>
    public Task<List<string>> ShownAsync(string address) => QueryAsync(async db =>
    {
        var member = await db.Members.SingleAsync(m => m.Address == address);
        var listings = await db.Listings.AsNoTracking().Include(l => l.Phases).Where(l => l.MemberId == member.Id && l.WithdrawnAt == null).ToListAsync();
        var rows = await (from row in db.StandingsRows join board in db.Standings on row.StandingsId equals board.Id where board.MemberId == member.Id select new { Board = board.Key, row.Key, row.Score }).ToListAsync();
        return (List<string>)
        [
            .. listings.Select(l => $"{RecordKinds.Competition}/{l.Key}: {l.Title} [{string.Join(',', l.Tags)}] {l.Phases.Count} {l.Participants}"),
            .. rows.Select(r => $"{RecordKinds.Entry}/{r.Board}/{r.Key}: {r.Score}"),
        ];
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var hub = HubCommandLine.Build([$"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={connectionString}"]);
        await HubDatabase.MigrateAsync(hub.Services, CancellationToken.None);
    }

    private async Task RunAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = "Production",
            ApplicationName = "Agon.Hub",
            Args =
            [
                $"--Data:Directory={_directory}", $"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={_database.ConnectionString}",
                $"--Site:PublicUrl={Address}", "--SignOn:RequestsPerMinute=1000000", "--Site:AccountPostsPerMinute=100000", "--Logging:LogLevel:Default=None",
            ],
        });
        builder.AddHub();
        builder.WebHost.UseTestServer();
        foreach (var background in builder.Services.Where(IsOfOurs).ToList())
        {
            builder.Services.Remove(background);
        }

        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton<IInterceptor>(Faults);
        _app = builder.Build();
        _app.UseHub();
        await _app.StartAsync();
    }

    // Whether it is named or made by a factory.
    private static bool IsOfOurs(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType ?? service.ImplementationFactory?.Method.ReturnType)?.Namespace?.StartsWith("Agon", StringComparison.Ordinal) == true;
}
