using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Agon.Portal.Hosting;

/// <summary>
/// The reverse proxies in front of a host: the section <c>Proxy</c> of its settings. Only they are believed about who calls, by which
/// scheme and under which name; with none named nobody is.
/// </summary>
public sealed class ProxyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Proxy";

    /// <summary>Addresses of proxies, for instance <c>127.0.0.1</c>.</summary>
    public IList<string> Addresses { get; set; } = [];

    /// <summary>Networks of proxies, for instance <c>10.0.0.0/8</c>.</summary>
    public IList<string> Networks { get; set; } = [];

    /// <summary>Whether any proxy is named.</summary>
    public bool Any => Addresses.Count + Networks.Count > 0;
}

internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        List<string> wrong =
        [
            .. options.Addresses.Where(a => !IPAddress.TryParse(a, out _)).Select(a => $"Proxy:Addresses: '{a}' is not an IP address, for instance 127.0.0.1."),
            .. options.Networks.Where(n => !System.Net.IPNetwork.TryParse(n, out _)).Select(n => $"Proxy:Networks: '{n}' is not a network, for instance 10.0.0.0/8."),
        ];
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}

/// <summary>Hands the named proxies to the framework, and takes out those it believes by default.</summary>
internal sealed class TrustNamedProxies(IOptions<ProxyOptions> proxy) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.ForwardedHeaders = proxy.Value.Any ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost : ForwardedHeaders.None;
        foreach (var address in proxy.Value.Addresses)
        {
            options.KnownProxies.Add(IPAddress.Parse(address));
        }

        foreach (var network in proxy.Value.Networks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }
    }
}
