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

    /// <summary>
    /// The sector of a client that a curator or an enrolment vouches for: the host its addresses lie on, else itself. Anybody's program is
    /// at home on the own machine, so that is nobody's sector.
    /// </summary>
    public static string SectorOf(ClientRegistration client, string clientId) =>
        !client.IsByItself && AuthoritiesOf(client.RedirectUris) is [var only] && !new Uri(only).IsLoopback ? only : clientId;

    /// <summary>The hosts, with scheme and port, of some addresses.</summary>
    public static IReadOnlyList<string> AuthoritiesOf(IEnumerable<string> addresses) =>
        [.. addresses.Select(a => new Uri(a).GetLeftPart(UriPartial.Authority)).Distinct()];
}
