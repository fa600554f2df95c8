using System.Net;
using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.SignOn;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agon.Node.Tests.Features.SignOn;

public sealed class SignOnLimitsTests : IAsyncLifetime
{
    private const int Most = 3;

    // Not given back: what was counted stays counted.
    private RunningNode _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _node = await RunningNode.StartAsync();
        _node.Services.GetRequiredService<IOptions<SignOnOptions>>().Value.RequestsPerMinute = Most;
        _node.Services.GetRequiredService<IOptions<SiteOptions>>().Value.AccountPostsPerMinute = Most;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task an_address_passes_so_often_in_a_minute_and_then_waits()
    {
        using var client = Client();
        for (var i = 0; i < Most; i++)
        {
            (await client.GetAsync("/sign-on/nobody", Ct)).StatusCode.ShouldBe(HttpStatusCode.Found);
            (await client.GetAsync("/sign-on/nobody/callback", Ct)).StatusCode.ShouldBe(HttpStatusCode.Found);
        }

        foreach (var path in (string[])["/sign-on/nobody", "/sign-on/nobody/callback", "/sign-on/finish", "/sign-on/link", "/sign-on/new", "/sign-on/confirm", "/sign-on/nobody/sign-out", FederationPaths.NodeDescription])
        {
            (await client.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, path);
        }

        (await client.PostAsync("/sign-on/nobody/logout", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await client.GetAsync("/competitions", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task forms_are_counted_as_those_about_accounts()
    {
        _node.Services.GetRequiredService<IOptions<SignOnOptions>>().Value.RequestsPerMinute = 1000;
        using var client = Client();
        for (var i = 0; i < Most; i++)
        {
            (await client.PostAsync("/sign-on/new", null, Ct)).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }

        (await client.PostAsync("/sign-on/link", null, Ct)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private HttpClient Client() => _node.Factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
}
