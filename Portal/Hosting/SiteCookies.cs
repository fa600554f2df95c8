using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Hosting;

/// <summary>
/// Names the site's cookies so that no neighbour can set or overwrite them. A site on https gets the prefix <c>__Host-</c>, which browsers
/// take from the site itself only, over https (RFC 6265bis §4.1.3.2). And all get the port of a site's public address behind the name:
/// browsers keep no cookies apart by port (RFC 6265 §8.5), and a hub and nodes on one machine would sign each other's people out.
/// </summary>
internal sealed class SiteCookies(IOptions<SiteOptions> site) :
    IPostConfigureOptions<CookieAuthenticationOptions>, IPostConfigureOptions<AntiforgeryOptions>, IPostConfigureOptions<CookieTempDataProviderOptions>,
    IPostConfigureOptions<RemoteAuthenticationOptions>
{
    private const string Ours = "agon.", Host = "__Host-";
    private readonly bool _isSecure = site.Value.SecureAddress is not null;
    private readonly string _suffix = site.Value.PublicUrl is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && !address.IsDefaultPort
        ? string.Create(CultureInfo.InvariantCulture, $".{address.Port}")
        : "";

    public void PostConfigure(string? name, CookieAuthenticationOptions options) => Mark(options.Cookie);

    public void PostConfigure(string? name, AntiforgeryOptions options) => Mark(options.Cookie);

    public void PostConfigure(string? name, CookieTempDataProviderOptions options) => Mark(options.Cookie);

    public void PostConfigure(string? name, RemoteAuthenticationOptions options) => Mark(options.CorrelationCookie);

    private void Mark(CookieBuilder cookie)
    {
        if (cookie.Name is not { } given || !given.StartsWith(Ours, StringComparison.Ordinal))
        {
            return;
        }

        cookie.Name = given + _suffix;
        if (_isSecure)
        {
            (cookie.Name, cookie.Path, cookie.SecurePolicy) = (Host + cookie.Name, "/", CookieSecurePolicy.Always);
        }
    }
}
