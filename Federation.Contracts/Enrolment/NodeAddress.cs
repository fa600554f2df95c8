using System.Diagnostics.CodeAnalysis;

namespace Agon.Federation.Contracts.Enrolment;

/// <summary>The address of a node or a hub in the one form it is compared in: scheme, host and port, without a slash at its end.</summary>
public static class NodeAddress
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Reads an address: http or https, a host, perhaps a port, and nothing else.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        if (text is null || text.Length > MaxLength || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.Host.Length == 0 || uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || text.Contains('?', StringComparison.Ordinal) || uri.Host.EndsWith('.'))
        {
            return false;
        }

        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        address = $"{uri.Scheme}://{host.ToLowerInvariant()}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
        return address.Length <= MaxLength;
    }
}
