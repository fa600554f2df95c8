using System.Net;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>What is remembered of an issuer that fails, and for how long.</summary>
public sealed class ProvidersTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Providers Providers => node.Services.GetRequiredService<Providers>();

    [Fact]
    public async Task an_issuer_that_failed_is_left_alone_for_half_a_minute()
    {
        var issuer = new FakeIssuer(node);
        issuer.TakeDown();
        (await Providers.DescribeAsync(issuer.Address, Ct)).Failure.ShouldBe(SignOnFailure.Unreachable);
        issuer.PutUp();
        var before = node.Internet.Calls.Count;

        (await Providers.DescribeAsync(issuer.Address, Ct)).Failure.ShouldBe(SignOnFailure.Unreachable);
        node.Internet.Calls.Count.ShouldBe(before);

        node.Clock.Advance(Providers.Pause);
        (await Providers.DescribeAsync(issuer.Address, Ct)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task while_an_issuer_is_silent_what_it_said_counts_for_a_day()
    {
        var issuer = new FakeIssuer(node);
        var known = (await Providers.DiscoverAsync(issuer.Address, Ct)).Value!;
        var token = issuer.LogoutToken();
        var expected = new TokenExpectation { Types = ["logout+jwt"], Issuer = issuer.Address, NeedsExpiry = false };
        issuer.TakeDown();

        node.Clock.Advance(Providers.Kept - TimeSpan.FromSeconds(1));
        (await Providers.DescribeAsync(issuer.Address, Ct)).Value.ShouldNotBeNull();
        (await Providers.VerifyAsync(known, token, expected, Ct)).Value.ShouldNotBeNull();

        node.Clock.Advance(TimeSpan.FromSeconds(31));
        (await Providers.DescribeAsync(issuer.Address, Ct)).Failure.ShouldBe(SignOnFailure.Unreachable);
        (await Providers.VerifyAsync(known, token, expected, Ct)).Failure.ShouldBe(SignOnFailure.Unreachable);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    public async Task an_issuer_that_has_no_time_takes_nothing_back(HttpStatusCode status)
    {
        var issuer = new FakeIssuer(node);
        var known = (await Providers.DiscoverAsync(issuer.Address, Ct)).Value!;
        issuer.Instead = (_, _) => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(status));
        node.Clock.Advance(Providers.Remembered);

        (await Providers.DescribeAsync(issuer.Address, Ct)).Value.ShouldNotBeNull();
        (await Providers.VerifyAsync(known, issuer.LogoutToken(), new TokenExpectation { Types = ["logout+jwt"], NeedsExpiry = false }, Ct)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task keys_that_an_issuer_withdrew_count_no_more()
    {
        var issuer = new FakeIssuer(node);
        var known = (await Providers.DiscoverAsync(issuer.Address, Ct)).Value!;
        var token = issuer.LogoutToken();
        issuer.Keys.Clear();
        node.Clock.Advance(Providers.Remembered);

        (await Providers.VerifyAsync(known, token, new TokenExpectation { Types = ["logout+jwt"] }, Ct)).Failure.ShouldBe(SignOnFailure.KeysMissing);
        issuer.TakeDown();
        node.Clock.Advance(Providers.Pause);
        (await Providers.VerifyAsync(known, token, new TokenExpectation { Types = ["logout+jwt"] }, Ct)).Failure.ShouldBe(SignOnFailure.Unreachable);
    }

    [Fact]
    public async Task nobody_stands_in_line_for_an_issuer_that_does_not_answer()
    {
        var asked = new TaskCompletionSource();
        var issuer = new FakeIssuer(node)
        {
            Instead = async (_, ct) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, ct);
                return null;
            },
        };
        var first = Providers.DescribeAsync(issuer.Address, Ct);
        await asked.Task;
        var second = Providers.DescribeAsync(issuer.Address, Ct);

        node.Clock.Advance(Providers.Patience);
        (await second).Failure.ShouldBe(SignOnFailure.TooSlow);
        first.IsCompleted.ShouldBeFalse();

        node.Clock.Advance(ProviderHttp.TimeLimit);
        (await first).Failure.ShouldBe(SignOnFailure.TooSlow);
    }
}
