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

    /// <summary>Whether this is an endpoint that may be used.</summary>
    public bool IsSecureEndpoint(string address) => TryRead(address, out var uri) && IsSecure(uri);

    /// <summary>Where an issuer describes itself.</summary>
    public static Uri Discovery(string address) => new(address.TrimEnd('/') + WellKnown);

    private static bool TryRead(string address, out Uri uri) =>
        Uri.TryCreate(address, UriKind.Absolute, out uri!) && address.Length <= Issuer.AddressMaxLength && uri.Host.Length > 0 && uri.UserInfo.Length == 0
        && !address.Contains('#', StringComparison.Ordinal) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private bool IsSecure(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback || options.Value.AllowHttp;
}
