using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Nodes.Checks;

/// <summary>
/// Connects to addresses that nodes name. The host is resolved once, and the connection goes to an address that was looked at: a name
/// that resolves otherwise a moment later leads nowhere else. No proxy, no redirects, no cookies.
/// </summary>
internal sealed class GuardedConnections(IOptions<NodesOptions> options)
{
    /// <summary>The name of the HTTP client that connects so: for everything the hub asks of a node.</summary>
    public const string ClientName = "nodes";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectTimeout,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, ct),
    };

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint end, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(end.Host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(end.Host, ct);
        var allowed = options.Value.AllowPrivateAddresses ? addresses : [.. addresses.Where(a => !ForbiddenNetworks.Contain(a))];
        if (allowed.Length == 0)
        {
            throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new ForbiddenAddressException(end.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host lies where the hub does not look.</summary>
internal sealed class ForbiddenAddressException(string host) : IOException($"{host} lies in a network the hub does not connect to (Nodes:AllowPrivateAddresses).");
