using System.Net;
using System.Net.Sockets;

namespace Agon.Portal.Outbound;

/// <summary>
/// Connects to hosts that others name. A host is resolved once, and the connection goes to an address that was looked at: a name that
/// resolves otherwise a moment later leads nowhere else. No redirects, no cookies.
/// </summary>
public sealed class GuardedConnections(HostNames names)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Makes a handler for HTTP clients.</summary>
    /// <param name="mayConnect">Whether this connection may go to this address.</param>
    public SocketsHttpHandler Handler(Func<SocketsHttpConnectionContext, IPAddress, CancellationToken, ValueTask<bool>> mayConnect) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = ConnectTimeout,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, ct) => ConnectAsync(context, mayConnect, ct),
    };

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, Func<SocketsHttpConnectionContext, IPAddress, CancellationToken, ValueTask<bool>> mayConnect, CancellationToken ct)
    {
        var end = context.DnsEndPoint;
        var addresses = await names.ResolveAsync(end.Host, ct);
        var allowed = new List<IPAddress>();
        foreach (var address in addresses)
        {
            if (await mayConnect(context, address, ct))
            {
                allowed.Add(address);
            }
        }

        if (allowed.Count == 0)
        {
            throw addresses.Count == 0 ? new SocketException((int)SocketError.HostNotFound) : new ForbiddenAddressException(end.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. allowed], end.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host lies where this one does not look for others.</summary>
public sealed class ForbiddenAddressException(string host) : IOException($"{host} lies in a network that is not connected to for others.");
