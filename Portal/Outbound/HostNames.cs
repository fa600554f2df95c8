using System.Net;

namespace Agon.Portal.Outbound;

/// <summary>Finds the addresses of hosts; a test knows others.</summary>
public class HostNames
{
    /// <summary>The addresses of a host, which may be one itself.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host.</exception>
    public virtual async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken ct) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, ct);
}
