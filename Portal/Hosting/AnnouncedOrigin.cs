using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Hosting;

/// <summary>
/// Takes every request for one of the site's public address if that is https, whatever its own scheme and Host say: a proxy that was not
/// named in the settings, or a forged Host, must neither make a cookie that travels in the clear nor an address that leads elsewhere.
/// </summary>
internal sealed class AnnouncedOrigin(RequestDelegate next, IOptions<SiteOptions> site)
{
    private readonly Uri? _address = site.Value.SecureAddress;

    public Task InvokeAsync(HttpContext context)
    {
        if (_address is not null)
        {
            (context.Request.Scheme, context.Request.Host) = (_address.Scheme, new HostString(_address.Authority));
        }

        return next(context);
    }
}
