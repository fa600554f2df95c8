using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Portal.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>An issuer is where the operator says; what it names elsewhere must not lead into networks that only the node reaches.</summary>
public sealed class GuardEndpointsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static int _count;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Providers Providers => node.Services.GetRequiredService<Providers>();

    [Theory]
    [Refuses(SignOnFailure.EndpointForbidden)]
    [InlineData("203.0.114.5", "10.0.0.7")]
    [InlineData("203.0.114.5", "127.0.0.1")]
    [InlineData("203.0.114.5", "::1")]
    [InlineData("203.0.114.5", "169.254.169.254")]
    [InlineData("203.0.114.5", "fd00::1")]
    [InlineData("203.0.114.5", "::ffff:192.168.1.1")]
    [InlineData("10.0.0.5", "127.0.0.1")]
    [InlineData("10.0.0.5", "169.254.169.254")]
    [InlineData("127.0.0.1", "10.0.0.7")]
    [InlineData("169.254.1.1", "169.254.169.254")]
    public async Task what_an_issuer_names_elsewhere_is_not_called_in_networks_it_is_not_in(string at, string named)
    {
        var (issuer, host) = Named(at, named, "jwks_uri");

        (await Providers.DiscoverAsync(issuer.Address, Ct)).Failure!.Value.ShouldRefuse(SignOnFailure.EndpointForbidden);

        node.Internet.Calls.ShouldNotContain(call => call.Contains(host, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("203.0.114.5", "203.0.114.6")]
    [InlineData("10.0.0.5", "192.168.1.1")]
    [InlineData("fd00::5", "10.0.0.7")]
    [InlineData("127.0.0.1", "::1")]
    [InlineData("10.0.0.5", "203.0.114.6")]
    public async Task a_campus_provider_may_name_its_neighbours(string at, string named)
    {
        var (issuer, host) = Named(at, named, "jwks_uri");

        (await Providers.DiscoverAsync(issuer.Address, Ct)).Value.ShouldNotBeNull();

        node.Internet.Calls.ShouldContain(call => call.Contains(host, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.1.1")]
    public async Task where_the_operator_says_that_it_is_may_be_any_network(string at)
    {
        var issuer = new FakeIssuer(node);
        node.Internet.Names.Write(issuer.Host, at);

        (await Providers.DiscoverAsync(issuer.Address, Ct)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task one_of_several_addresses_is_enough_to_refuse()
    {
        var (issuer, host) = Named("203.0.114.5", "203.0.114.6", "jwks_uri");
        node.Internet.Names.Write(host, "203.0.114.6", "10.0.0.7");

        (await Providers.DiscoverAsync(issuer.Address, Ct)).Failure.ShouldBe(SignOnFailure.EndpointForbidden);
    }

    [Fact]
    public async Task no_code_is_sent_into_the_nodes_own_network()
    {
        var world = await SignOnWorld.CreateAsync(node);
        var host = NewHost();
        node.Internet.Names.Write(host, "10.0.0.7");
        world.Issuer.Describe = document => document["token_endpoint"] = $"https://{host}/token";
        node.Clock.Advance(Providers.Remembered);

        (await world.VisitAsync()).ShouldSay(SignOnMessages.Sentence(SignOnFailure.EndpointForbidden));

        node.Internet.Calls.ShouldNotContain(call => call.Contains(host, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_name_that_resolves_otherwise_when_the_connection_is_opened_leads_nowhere()
    {
        // Looked at before it was sent, it was elsewhere.
        var host = NewHost();
        node.Internet.Names.Write(host, "127.0.0.1");
        using var client = new HttpClient(node.Services.GetRequiredService<GuardedConnections>().Handler(node.Services.GetRequiredService<GuardEndpoints>().MayConnectAsync));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{host}/keys");
        GuardEndpoints.Mark(request, "https://issuer.example/realms/campus");

        var thrown = await Should.ThrowAsync<HttpRequestException>(() => client.SendAsync(request, Ct));

        thrown.InnerException.ShouldBeOfType<ForbiddenAddressException>();
    }

    private (FakeIssuer Issuer, string Host) Named(string at, string named, string endpoint)
    {
        var (issuer, host) = (new FakeIssuer(node), NewHost());
        node.Internet.Names.Write(issuer.Host, at);
        node.Internet.Names.Write(host, named);
        node.Internet.PutUp(host, (request, ct) => new HttpClient(node.Internet, disposeHandler: false).GetAsync($"{issuer.Address}/keys", ct));
        issuer.Describe = document => document[endpoint] = $"https://{host}/keys";
        return (issuer, host);
    }

    private static string NewHost() => $"inside{Interlocked.Increment(ref _count)}.example";
}
