using System.Collections.Concurrent;
using System.Security.Cryptography;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Features.Catalogue.Links;
using Agon.Hub.Features.Catalogue.Logos;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Tests.Features.Catalogue.Intake;
using Agon.Hub.Tests.Features.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agon.Hub.Tests.Features.Catalogue.Visits;

/// <summary>A member that tells its feed and answers at its address, a real listener on this machine; and a hub that visits it when the test says so.</summary>
internal sealed class VisitedNode : IAsyncDisposable
{
    public static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly WebApplication _site;
    private readonly ConcurrentQueue<string> _visits = new();

    private VisitedNode(HubHost hub)
    {
        Hub = hub;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _site = builder.Build();
        _site.Run(c =>
        {
            _visits.Enqueue($"{c.Request.Method} {c.Request.Path}");
            return Answer(c);
        });
    }

    public HubHost Hub { get; }

    public TellingNode Node { get; private set; } = null!;

    public string Address => _site.Urls.First();

    /// <summary>What is answered to everything.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = c =>
    {
        c.Response.StatusCode = 404;
        return Task.CompletedTask;
    };

    /// <summary>What was asked for, in order: method and path.</summary>
    public IReadOnlyList<string> Visits => [.. _visits];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static HubHost Quiet(bool isPrivateAllowed = true) => QuietHub.Of(new HubHost { Settings = { ["Nodes:AllowPrivateAddresses"] = isPrivateAllowed ? "true" : "false" } });

    /// <summary>Opens it at a hub that runs.</summary>
    public static async Task<VisitedNode> OpenAsync(HubHost hub)
    {
        var visited = new VisitedNode(hub);
        await visited._site.StartAsync(Ct);
        var node = new FakeNode(hub, visited.Address);
        await node.EnrolAsync();
        (await node.DecideAsync(MemberAct.Approve, anyway: true)).ShouldBeOfType<DecideOutcome.Done>();
        visited.Node = new TellingNode(hub, node);
        return visited;
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static Func<HttpContext, Task> Sends(byte[] bytes, string type = "image/png") => c =>
    {
        c.Response.ContentType = type;
        return c.Response.Body.WriteAsync(bytes, c.RequestAborted).AsTask();
    };

    public static Func<HttpContext, Task> Says(int status) => c =>
    {
        c.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public Task StopAsync() => _site.StopAsync(Ct);

    /// <summary>Tells a card with a logo of these bytes; null for none. Returns its key.</summary>
    public async Task<string> TellAsync(byte[]? logo, string? key = null, string title = "Wheat seeds")
    {
        key ??= TellingNode.NewId();
        await Node.TakenAsync(Node.Tell(key, Node.Card(title) with { Logo = logo is null ? null : new CardLogo($"{Address}/logo/{key}", Sha256(logo)) }));
        return key;
    }

    public async Task<string> SlugAsync(string key) => (await Node.ListingAsync(key))!.Slug;

    /// <summary>Fetches what is due, until nothing is.</summary>
    public async Task FetchAsync()
    {
        var fetcher = Hub.Services.GetRequiredService<LogoFetcher>();
        await fetcher.StartDueAsync(Ct);
        await fetcher.IdleAsync();
    }

    public Task<int> CheckAsync() => Hub.InScopeAsync(s => s.GetRequiredService<CheckLinks>().ExecuteAsync(Ct));

    public Task SweepAsync() => Hub.InScopeAsync(async s =>
    {
        await s.GetRequiredService<SweepLogos>().ExecuteAsync(Ct);
        return 0;
    });

    public async Task<LogoFetch?> DueAsync(string key)
    {
        var id = (await Node.ListingAsync(key))!.Id;
        return await Hub.QueryAsync(db => db.LogoFetches.AsNoTracking().SingleOrDefaultAsync(f => f.ListingId == id, Ct));
    }

    public Task<List<string>> KeptAsync() => Hub.QueryAsync(db => db.Logos.Select(g => g.Sha256).ToListAsync(Ct));

    public async Task<LinkCheck?> LinkAsync(string key)
    {
        var id = (await Node.ListingAsync(key))!.Id;
        return await Hub.QueryAsync(db => db.LinkChecks.AsNoTracking().SingleOrDefaultAsync(k => k.ListingId == id, Ct));
    }

    public async Task<HttpResponseMessage> ShownAsync(string slug, string? etag = null)
    {
        using var client = Hub.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/competitions/{slug}/logo");
        if (etag is not null)
        {
            request.Headers.IfNoneMatch.ParseAdd(etag);
        }

        return await client.SendAsync(request, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        Node.Dispose();
        await _site.DisposeAsync();
    }
}
