using System.Net;
using System.Net.Sockets;
using Agon.Portal.Outbound;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>
/// Keeps issuers from having this node call what only this node reaches. Where the operator said that the issuer is, may be any network; what
/// the issuer names elsewhere may lie in a network of one's own only if the issuer does so too.
/// </summary>
internal sealed class GuardEndpoints(HostNames names)
{
    private static readonly HttpRequestOptionsKey<string> IssuerHost = new("agon.issuer-host");

    /// <summary>Notes in the request which issuer it is for.</summary>
    public static void Mark(HttpRequestMessage request, string issuer) => request.Options.Set(IssuerHost, new Uri(issuer).IdnHost);

    /// <summary>Whether the request may be sent. Connections are shared among issuers, so that looking when one is opened is not enough.</summary>
    public async Task<bool> AllowsAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (IsAtIssuer(request))
        {
            return true;
        }

        foreach (var address in await FindAsync(request.RequestUri!.IdnHost, ct))
        {
            if (!await AllowsAsync(request, address, ct))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a connection that is opened for the request may go there: the name may resolve otherwise by now.</summary>
    public ValueTask<bool> MayConnectAsync(SocketsHttpConnectionContext context, IPAddress address, CancellationToken ct)
    {
        // Otherwise it is the operator's own proxy.
        var isDirect = context.DnsEndPoint.Host.Trim('[', ']') == context.InitialRequestMessage.RequestUri!.IdnHost.Trim('[', ']');
        return isDirect ? AllowsAsync(context.InitialRequestMessage, address, ct) : ValueTask.FromResult(true);
    }

    private async ValueTask<bool> AllowsAsync(HttpRequestMessage request, IPAddress address, CancellationToken ct)
    {
        var kind = ForbiddenNetworks.KindOf(address);
        return kind == NetworkKind.Open || IsAtIssuer(request)
            || (kind != NetworkKind.Reserved && request.Options.TryGetValue(IssuerHost, out var issuer)
                && (await FindAsync(issuer, ct)).Any(a => ForbiddenNetworks.KindOf(a) == kind));
    }

    private static bool IsAtIssuer(HttpRequestMessage request) =>
        request.Options.TryGetValue(IssuerHost, out var issuer) && string.Equals(request.RequestUri!.IdnHost, issuer, StringComparison.OrdinalIgnoreCase);

    // A host that is not found is not connected to; by a proxy, that decides.
    private async Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken ct)
    {
        try
        {
            return await names.ResolveAsync(host, ct);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
