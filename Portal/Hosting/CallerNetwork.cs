using System.Net;
using System.Net.Sockets;

namespace Agon.Portal.Hosting;

/// <summary>Names whom a limit counts: one IPv4 address, or the /64 network of an IPv6 address, in which anybody may pick a new address for each call.</summary>
public static class CallerNetwork
{
    private const int NetworkBytes = 8;

    /// <summary>Whom to count a call from this address for.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return $"{address}";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return $"{address.MapToIPv4()}";
        }

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return $"{new IPAddress(bytes)}/64";
    }
}
