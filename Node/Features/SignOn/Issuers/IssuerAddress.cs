using Microsoft.Extensions.Options;

namespace Agon.Node.Features.SignOn.Issuers;

/// <summary>What an address of an issuer must be like before anything is sent to it.</summary>
internal sealed class IssuerAddress(IOptions<SignOnOptions> options)
{
    private const string WellKnown = "/.well-known/openid-configuration";

    /// <summary>Why this can't be an issuer's identifier, or null (OpenID Connect Discovery §3).</summary>
    public SignOnFailure? Refuse(string address) => !TryRead(address, out var uri) || uri.Query.Length > 0
        ? SignOnFailure.AddressUnusable
        : IsSecure(uri) ? null : SignOnFailure.AddressNotSecure;

    /// <summary>
    /// Whether this is an endpoint that the issuer may name: no less protected than the issuer itself, and not on this machine unless the
    /// issuer is. Otherwise it could have this node call what only this node reaches.
    /// </summary>
    public bool IsSecureEndpoint(string endpoint, string issuer) => TryRead(endpoint, out var uri) && TryRead(issuer, out var known) && IsSecure(uri)
        && (uri.Scheme == Uri.UriSchemeHttps || known.Scheme == Uri.UriSchemeHttp) && (!uri.IsLoopback || known.IsLoopback);

    /// <summary>Where an issuer describes itself.</summary>
    public static Uri Discovery(string address) => new(address.TrimEnd('/') + WellKnown);

    private static bool TryRead(string address, out Uri uri) =>
        Uri.TryCreate(address, UriKind.Absolute, out uri!) && address.Length <= Issuer.AddressMaxLength && uri.Host.Length > 0 && uri.UserInfo.Length == 0
        && !address.Contains('#', StringComparison.Ordinal) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private bool IsSecure(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback || options.Value.AllowHttp;
}
