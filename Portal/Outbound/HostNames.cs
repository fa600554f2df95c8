using System.Net;

namespace Agon.Portal.Outbound;

/// <summary>Finds the addresses of hosts.</summary>
/// <param name="ask">Asks for those of a name; the machine's own way if none is given.</param>
public sealed class HostNames(Func<string, CancellationToken, Task<IPAddress[]>>? ask = null)
{
    /// <summary>The addresses of a host, which may be one itself.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such host.</exception>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken ct) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await (ask ?? Dns.GetHostAddressesAsync)(host, ct);
}
