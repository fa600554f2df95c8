namespace Agon.Hub.Tests.Hosting;

public sealed class SiteCookiesTests : IAsyncLifetime
{
    private readonly HubHost _hub = new();

    public ValueTask InitializeAsync() => _hub.InitializeAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("http://localhost:7000", "agon.form.7000")]
    [InlineData("https://hub.example.org", "agon.form")]
    [InlineData(null, "agon.form")]
    public async Task sites_at_ports_of_one_host_keep_their_cookies_apart(string? address, string name)
    {
        if (address is not null)
        {
            _hub.Settings["Site:PublicUrl"] = address;
        }

        using var client = _hub.Client();
        var response = await client.GetAsync(new Uri("/account/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);

        response.Headers.GetValues("Set-Cookie").ShouldContain(c => c.StartsWith($"{name}=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task what_is_said_on_the_next_page_is_said_at_a_port_too()
    {
        _hub.Settings["Site:PublicUrl"] = "http://localhost:7000";
        var browser = await _hub.SignedIn(await _hub.Account());

        (await (await browser.VisitAsync("/")).Form("Sign out").SendAsync()).ShouldSay("You are signed out.");
    }
}
