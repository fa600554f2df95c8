using System.Buffers;
using Agon.Portal.Hosting;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>Which addresses a client may name: those nobody on the way can listen to or change.</summary>
internal sealed class ClientAddresses(PublicAddress hub)
{
    // What a URI never has as itself (RFC 3986 §2), and what would read as a wildcard.
    private static readonly SearchValues<char> Unfit = SearchValues.Create(" \"<>\\^`{}|*#");

    public bool IsFit(string address) =>
        address.Length <= Client.AddressMaxLength
        && address.All(c => c is > ' ' and < (char)127)
        && !address.AsSpan().ContainsAny(Unfit)
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && (uri.IsLoopback || !hub.Root.StartsWith("https:", StringComparison.Ordinal))));

    /// <summary>Whom a client with these addresses is one with: the host they all lie on, else itself.</summary>
    public static string SectorOf(IReadOnlyList<string> redirectUris, string clientId) =>
        redirectUris.Select(a => new Uri(a).GetLeftPart(UriPartial.Authority)).Distinct().ToList() is [var only] ? only : clientId;
}
