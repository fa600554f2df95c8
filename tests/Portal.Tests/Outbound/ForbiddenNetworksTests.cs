using System.Net;
using Agon.Portal.Outbound;

namespace Agon.Portal.Tests.Outbound;

public sealed class ForbiddenNetworksTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void nobody_is_looked_for_there(string address) => ForbiddenNetworks.Contain(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("8.8.8.8", NetworkKind.Open)]
    [InlineData("::ffff:8.8.8.8", NetworkKind.Open)]
    [InlineData("10.1.2.3", NetworkKind.Private)]
    [InlineData("100.64.0.1", NetworkKind.Private)]
    [InlineData("::ffff:192.168.0.1", NetworkKind.Private)]
    [InlineData("fd00::1", NetworkKind.Private)]
    [InlineData("127.9.9.9", NetworkKind.Loopback)]
    [InlineData("::ffff:127.0.0.1", NetworkKind.Loopback)]
    [InlineData("::1", NetworkKind.Loopback)]
    [InlineData("169.254.169.254", NetworkKind.Reserved)]
    [InlineData("0.0.0.0", NetworkKind.Reserved)]
    [InlineData("fe80::1", NetworkKind.Reserved)]
    [InlineData("64:ff9b::7f00:1", NetworkKind.Reserved)]
    public void networks_are_of_a_kind(string address, NetworkKind kind) => ForbiddenNetworks.KindOf(IPAddress.Parse(address)).ShouldBe(kind);

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2a00:1450:4001:800::1")]
    [InlineData("2606:4700::1111")]
    public void but_in_the_rest(string address) => ForbiddenNetworks.Contain(IPAddress.Parse(address)).ShouldBeFalse();
}
