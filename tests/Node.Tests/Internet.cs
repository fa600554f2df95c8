using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Agon.Node.Tests;

/// <summary>What a node under test reaches when it calls out: the sites that tests put up, by host name, and nothing else.</summary>
public sealed class Internet : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _sites = new();

    /// <summary>Every address that was called, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>The addresses of hosts; of one that is not in it nobody knows any.</summary>
    public Phonebook Names { get; } = new();

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

/// <summary>What a node under test finds when it looks for a host.</summary>
public sealed class Phonebook
{
    private readonly ConcurrentDictionary<string, IPAddress[]> _hosts = new();

    public void Write(string host, params string[] addresses) => _hosts[host] = [.. addresses.Select(IPAddress.Parse)];

    public Task<IPAddress[]> FindAsync(string host, CancellationToken ct) =>
        _hosts.TryGetValue(host, out var known) ? Task.FromResult(known) : throw new SocketException((int)SocketError.HostNotFound);
}
