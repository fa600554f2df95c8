using System.Text.Json;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Features.Nodes;

/// <summary>The hub looks at real listeners on this machine, so it is allowed private addresses but where a test says otherwise.</summary>
public sealed class CheckTests : IAsyncLifetime
{
    // Only the tests look, so that they know when.
    private readonly HubHost _hub = QuietHub.Of(new HubHost { Settings = { ["Nodes:AllowPrivateAddresses"] = "true" } });
    private readonly WebApplication _site;
    private FakeNode _node = null!;
    private Func<HttpContext, Task> _answer = c => c.Response.WriteAsync("no node");

    public CheckTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _site = builder.Build();
        _site.Run(c => _answer(c));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Address => _site.Urls.First();

    public async ValueTask InitializeAsync()
    {
        await _site.StartAsync(Ct);
        await _hub.InitializeAsync();
        _node = new FakeNode(_hub, Address);
        await _node.EnrolAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _site.DisposeAsync();
        _node.Dispose();
    }

    [Fact]
    public async Task a_node_that_signs_the_challenge_at_its_address_is_confirmed()
    {
        _answer = c => WriteAsync(c, Description());

        (await CheckAsync()).ShouldBe(AddressCheck.Confirmed);

        var member = await _node.MemberAsync();
        (member.Check, member.CheckedAt).ShouldBe((AddressCheck.Confirmed, _hub.Clock.GetUtcNow()));
    }

    [Fact]
    [Refuses(AddressCheck.ProofWrong, AddressCheck.OtherAddress, AddressCheck.OtherHub)]
    public async Task a_node_that_lies_about_its_address_is_found_out()
    {
        // The address is a real node's, which knows nothing of the application: its own key, its own challenge.
        using var real = SigningKey.Create(SigningAlgorithm.ES256);

        _answer = c => WriteAsync(c, Description() with { Proof = Proof(key: real) });
        (await CheckAsync()).ShouldBe(AddressCheck.ProofWrong);

        _answer = c => WriteAsync(c, Description() with { Proof = Proof(challenge: "another") });
        (await CheckAsync()).ShouldBe(AddressCheck.ProofWrong);

        _answer = c => WriteAsync(c, Description() with { Proof = Proof(hub: "https://other.example") });
        (await CheckAsync()).ShouldBe(AddressCheck.ProofWrong);

        _answer = c => WriteAsync(c, Description() with { Proof = Proof(age: TimeSpan.FromMinutes(10)) });
        (await CheckAsync()).ShouldBe(AddressCheck.ProofWrong);

        _answer = c => WriteAsync(c, Description() with { Proof = _node.CallToken() });
        (await CheckAsync()).ShouldBe(AddressCheck.ProofWrong);

        _answer = c => WriteAsync(c, Description() with { Proof = null });
        (await CheckAsync()).ShouldBe(AddressCheck.ProofWrong);

        _answer = c => WriteAsync(c, Description() with { Address = "https://elsewhere.example" });
        (await CheckAsync()).ShouldBe(AddressCheck.OtherAddress);

        _answer = c => WriteAsync(c, Description() with { Hub = "https://other.example" });
        (await CheckAsync()).ShouldBe(AddressCheck.OtherHub);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("<!doctype html>")]
    [InlineData("{\"version\":1}")]
    [Refuses(AddressCheck.NotADescription)]
    public async Task what_is_no_description_is_none(string body)
    {
        _answer = c => c.Response.WriteAsync(body, Ct);

        (await CheckAsync()).ShouldBe(AddressCheck.NotADescription);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(204)]
    [Refuses(AddressCheck.WrongStatus)]
    public async Task another_status_is_no_description(int status)
    {
        _answer = c =>
        {
            c.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        (await CheckAsync()).ShouldBe(AddressCheck.WrongStatus);
    }

    [Fact]
    [Refuses(AddressCheck.Redirected)]
    public async Task nobody_follows_to_another_place()
    {
        var visited = false;
        _answer = c =>
        {
            visited |= c.Request.Path == "/private";
            c.Response.Redirect($"{Address}/private");
            return Task.CompletedTask;
        };

        (await CheckAsync()).ShouldBe(AddressCheck.Redirected);
        visited.ShouldBeFalse();
    }

    [Fact]
    [Refuses(AddressCheck.TooLarge)]
    public async Task a_gigabyte_is_not_read()
    {
        _answer = async c =>
        {
            c.Response.ContentLength = 1_000_000_000;
            await c.Response.Body.FlushAsync(Ct);
            await Task.Delay(Timeout.Infinite, c.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        (await CheckAsync()).ShouldBe(AddressCheck.TooLarge);
    }

    [Fact]
    [Refuses(AddressCheck.TooLarge)]
    public async Task what_never_ends_is_left_after_64_kilobytes()
    {
        _answer = async c =>
        {
            c.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
            var blanks = new byte[1024];
            Array.Fill(blanks, (byte)' ');
            while (!c.RequestAborted.IsCancellationRequested)
            {
                await c.Response.Body.WriteAsync(blanks, c.RequestAborted);
            }
        };

        (await CheckAsync()).ShouldBe(AddressCheck.TooLarge);
    }

    [Fact]
    [Refuses(AddressCheck.TooSlow)]
    public async Task what_drips_is_left_after_ten_seconds()
    {
        var begun = new TaskCompletionSource();
        _answer = async c =>
        {
            await c.Response.WriteAsync(" ", Ct);
            await c.Response.Body.FlushAsync(Ct);
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, c.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        };

        var check = CheckAsync();
        await begun.Task;
        _hub.Clock.Advance(NodeReader.TimeLimit);

        (await check).ShouldBe(AddressCheck.TooSlow);
    }

    [Fact]
    [Refuses(AddressCheck.Unreachable)]
    public async Task nothing_that_answers_is_unreachable()
    {
        await _site.StopAsync(Ct);

        (await CheckAsync()).ShouldBe(AddressCheck.Unreachable);
    }

    [Fact]
    [Refuses(AddressCheck.PrivateAddress)]
    public async Task private_addresses_are_not_even_connected_to_by_whatever_name()
    {
        await using var hub = new HubHost();
        await hub.InitializeAsync();
        var port = new Uri(Address).Port;
        var visits = 0;
        _answer = c =>
        {
            visits++;
            return Task.CompletedTask;
        };

        foreach (var address in new[] { Address, $"http://localhost:{port}", $"http://[::1]:{port}", $"http://[::ffff:127.0.0.1]:{port}", $"http://2130706433:{port}", $"http://0x7f.1:{port}", "http://169.254.169.254" })
        {
            var (description, refusal) = await hub.Services.GetRequiredService<NodeReader>().ReadAsync(address, Ct);
            (description, Refused.See(refusal)).ShouldBe((null, AddressCheck.PrivateAddress), address);
        }

        visits.ShouldBe(0);
    }

    [Fact]
    public async Task the_hub_looks_by_itself_once_the_applicant_has_called_and_again_after_a_day()
    {
        _answer = c => WriteAsync(c, Description());
        var watch = _hub.Services.GetRequiredService<MemberWatch>();
        (await watch.CheckDueAsync(Ct)).ShouldBe(0);

        await _hub.QueryAsync(async db =>
        {
            await db.Members.SeenAsync((await _node.MemberAsync()).Id, _hub.Clock.GetUtcNow(), Ct);
            return 0;
        });
        await watch.CheckDueAsync(Ct);
        (await _node.MemberAsync()).Check.ShouldBe(AddressCheck.Confirmed);
        (await watch.CheckDueAsync(Ct)).ShouldBe(0);

        _answer = c => WriteAsync(c, Description() with { Proof = null });
        _hub.Clock.Advance(TimeSpan.FromHours(25));
        await watch.CheckDueAsync(Ct);
        (await _node.MemberAsync()).Check.ShouldBe(AddressCheck.ProofWrong);
    }

    private async Task<AddressCheck?> CheckAsync() => Refused.See(await _hub.InScopeAsync(s => s.GetRequiredService<CheckNode>().ExecuteAsync(_node.Answer.Slug, Ct)));

    private NodeDescription Description() => new()
    {
        Version = 1,
        Address = Address,
        Name = "Alpha",
        Software = "0.1.0",
        Keys = new JsonWebKeySet([_node.Key.Public]),
        Hub = FakeNode.HubAddress,
        Proof = Proof(),
    };

    private string Proof(SigningKey? key = null, string? challenge = null, string? hub = null, TimeSpan age = default) =>
        NodeTokens.Prove(key ?? _node.Key, Address, hub ?? FakeNode.HubAddress, challenge ?? _node.Answer.Challenge, _hub.Clock.GetUtcNow() - age);

    private static Task WriteAsync(HttpContext context, NodeDescription description) =>
        context.Response.WriteAsync(JsonSerializer.Serialize(description, EnrolmentJson.Default.NodeDescription), Ct);
}
