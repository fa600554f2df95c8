using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Wrap = Microsoft.Extensions.Options.Options;

namespace Agon.Portal.Tests.Hosting;

public sealed class ProxyOptionsTests
{
    [Fact]
    public void nobody_is_believed_unless_named() => Configured(new ProxyOptions()).ForwardedHeaders.ShouldBe(ForwardedHeaders.None);

    [Fact]
    public void only_the_named_proxies_are_believed()
    {
        var options = Configured(new ProxyOptions { Addresses = ["192.0.2.7"], Networks = ["10.0.0.0/8"] });

        options.ForwardedHeaders.ShouldBe(ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);
        options.KnownProxies.Select(p => p.ToString()).ShouldBe(["192.0.2.7"]);
        options.KnownIPNetworks.Select(n => n.ToString()).ShouldBe(["10.0.0.0/8"]);
    }

    [Fact]
    public void what_is_no_address_is_said_all_together()
    {
        var result = new ProxyOptionsValidator().Validate(null, new ProxyOptions { Addresses = ["proxy"], Networks = ["10.0.0.0"] });

        result.Failures.ShouldNotBeNull().Count().ShouldBe(2);
    }

    private static ForwardedHeadersOptions Configured(ProxyOptions proxy)
    {
        var options = new ForwardedHeadersOptions();
        new TrustNamedProxies(Wrap.Create(proxy)).Configure(options);
        return options;
    }
}
