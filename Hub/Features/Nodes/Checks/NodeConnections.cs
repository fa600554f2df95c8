using Agon.Portal.Outbound;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Nodes.Checks;

/// <summary>How the hub connects to addresses that nodes name (<see cref="GuardedConnections"/>).</summary>
internal sealed class NodeConnections(GuardedConnections connections, IOptions<NodesOptions> options)
{
    /// <summary>The name of the HTTP client that connects so: for everything the hub asks of a node.</summary>
    public const string ClientName = "nodes";

    public SocketsHttpHandler Handler() =>
        connections.Handler((_, address, _) => ValueTask.FromResult(options.Value.AllowPrivateAddresses ? ForbiddenNetworks.KindOf(address) != NetworkKind.Reserved : !ForbiddenNetworks.Contain(address)));
}
