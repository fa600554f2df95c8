using System.Net;
using System.Net.Sockets;

namespace Agon.Portal.Outbound;

/// <summary>The networks a stranger's address must not make a host look into: private, local, shared, reserved, multicast (IANA's special-purpose registries).</summary>
public static class ForbiddenNetworks
{
    private static readonly IPNetwork[] Version4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "168.63.129.16/32", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork[] OfOnesOwn = Parse("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

    // Of IPv6 only global unicast is allowed, and of that not what wraps an IPv4 address or is set apart.
    private static readonly IPNetwork[] Allowed6 = Parse("2000::/3");
    private static readonly IPNetwork[] Version6 = Parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>Whether the address lies in one of them.</summary>
    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetwork
            ? Array.Exists(Version4, network => network.Contains(address))
            : !Array.Exists(Allowed6, network => network.Contains(address)) || Array.Exists(Version6, network => network.Contains(address));
    }

    /// <summary>What kind of network it lies in.</summary>
    public static NetworkKind KindOf(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Contain(plain) ? NetworkKind.Open
            : IPAddress.IsLoopback(plain) ? NetworkKind.Loopback
            : Array.Exists(OfOnesOwn, network => network.Contains(plain)) ? NetworkKind.Private
            : NetworkKind.Reserved;
    }

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}

/// <summary>What kind of network an address lies in.</summary>
public enum NetworkKind
{
    /// <summary>Everybody may reach it.</summary>
    Open,

    /// <summary>Of an institution or a provider.</summary>
    Private,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>Link-local, multicast, or set apart otherwise.</summary>
    Reserved,
}
