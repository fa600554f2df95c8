using System.Collections.Concurrent;

namespace Agon.Node.Tests;

/// <summary>What a node under test reaches when it calls out: the sites that tests put up, by host name, and nothing else.</summary>
public sealed class Internet : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _sites = new();

    /// <summary>Every address that was called, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public void PutUp(string host, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) => _sites[host] = answer;

    public void TakeDown(string host) => _sites.TryRemove(host, out _);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls.Enqueue(request.RequestUri!.GetLeftPart(UriPartial.Path));
        return _sites.TryGetValue(request.RequestUri.Host, out var site)
            ? site(request, cancellationToken)
            : throw new HttpRequestException(HttpRequestError.NameResolutionError, $"There is no {request.RequestUri.Host}.");
    }
}
