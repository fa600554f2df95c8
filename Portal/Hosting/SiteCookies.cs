using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Hosting;

/// <summary>
/// Puts the port of a site's public address behind the names of its cookies. Browsers keep no cookies apart by port (RFC 6265 §8.5): a
/// hub and nodes on one machine would sign each other's people out.
/// </summary>
internal sealed class SiteCookies(IOptions<SiteOptions> site) :
    IPostConfigureOptions<CookieAuthenticationOptions>, IPostConfigureOptions<AntiforgeryOptions>, IPostConfigureOptions<CookieTempDataProviderOptions>
{
    private const string Ours = "agon.";
    private readonly string _suffix = site.Value.PublicUrl is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && !address.IsDefaultPort
        ? string.Create(CultureInfo.InvariantCulture, $".{address.Port}")
        : "";

    public void PostConfigure(string? name, CookieAuthenticationOptions options) => Mark(options.Cookie);

    public void PostConfigure(string? name, AntiforgeryOptions options) => Mark(options.Cookie);

    public void PostConfigure(string? name, CookieTempDataProviderOptions options) => Mark(options.Cookie);

    private void Mark(CookieBuilder cookie)
    {
        if (cookie.Name is { } given && given.StartsWith(Ours, StringComparison.Ordinal))
        {
            cookie.Name = given + _suffix;
        }
    }
}
