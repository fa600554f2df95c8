using System.Net;
using Agon.Portal.Hosting;

namespace Agon.Hub.Tests.Hosting;

public sealed class CallerNetworkTests
{
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void a_limit_counts_an_address_or_the_network_one_caller_has(string one, string other, bool areOne) =>
        (CallerNetwork.Of(IPAddress.Parse(one)) == CallerNetwork.Of(IPAddress.Parse(other))).ShouldBe(areOne);

    [Fact]
    public void callers_without_an_address_are_counted_together() => CallerNetwork.Of(null).ShouldBe("");
}
