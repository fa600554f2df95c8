using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Hosting;

/// <summary>Makes whole addresses of this site, for mails and the console. A request's Host header has no say in them.</summary>
public sealed class PublicAddress(IOptions<SiteOptions> site, IServer server)
{
    /// <summary>The site's address, without a slash at its end.</summary>
    public string Root => (site.Value.PublicUrl ?? Listening()).TrimEnd('/');

    /// <summary>The whole address of a path on this site.</summary>
    /// <param name="path">Begins with a slash.</param>
    public string Of(string path) => Root + path;

    // Any-address wildcards are no address to call: the machine itself is.
    private string Listening()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        foreach (var wildcard in (string[])["//0.0.0.0", "//[::]", "//*", "//+"])
        {
            address = address.Replace(wildcard, "//localhost", StringComparison.Ordinal);
        }

        return address;
    }
}
