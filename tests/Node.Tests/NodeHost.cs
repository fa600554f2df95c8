using Agon.Node.Data;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests;

/// <summary>
/// A whole node with its own database and data directory; only the clock is ours. Use it as a class fixture: classes run in parallel,
/// each on a node of its own that starts empty. Its clock starts at a whole second, near the real time or later, and stands still.
/// </summary>
public sealed class NodeHost : IAsyncLifetime
{
    private RunningNode _node = null!;

    /// <summary>Whether it must never have served another class, for what happens only at a start.</summary>
    public bool IsNew { get; init; }

    public ManualClock Clock => _node.Clock;

    public string DataDirectory => _node.Directory;

    public string ConnectionString => _node.Database.ConnectionString;

    public IServiceProvider Services => _node.Services;

    public Internet Internet => _node.Internet;

    internal Given Given => new(this);

    public async ValueTask InitializeAsync() => _node = IsNew ? await RunningNode.StartAsync() : await RunningNode.RentAsync();

    public ValueTask DisposeAsync() => _node.ReturnAsync();

    /// <summary>A browser without scripts that nobody has signed in with.</summary>
    public PageClient Browser() => new(_node.Factory.CreateClient());

    /// <summary>The same, sending each request through <paramref name="handlers"/>, and following redirects only if they do.</summary>
    public PageClient Browser(params DelegatingHandler[] handlers) => new(_node.Factory.CreateDefaultClient(handlers));

    /// <summary>A client of the API, with a bearer token or without.</summary>
    public HttpClient Api(string? token = null)
    {
        var client = _node.Factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    /// <summary>Runs <paramref name="work"/> in a scope of its own.</summary>
    public Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work) => _node.InScopeAsync(work);

    internal Task<T> QueryAsync<T>(Func<NodeDb, Task<T>> query) => InScopeAsync(s => query(s.GetRequiredService<NodeDb>()));

    /// <summary>Waits until every message that is due has been sent and consumed.</summary>
    public Task SettleAsync() => _node.SettleAsync();
}
