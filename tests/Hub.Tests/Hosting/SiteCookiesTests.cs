namespace Agon.Hub.Tests.Hosting;

public sealed class SiteCookiesTests : IAsyncLifetime
{
    private readonly HubHost _hub = new();

    public ValueTask InitializeAsync() => _hub.InitializeAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("http://localhost:7000", "agon.form.7000")]
    [InlineData("https://hub.example.org", "__Host-agon.form")]
    [InlineData("https://hub.example.org:7443", "__Host-agon.form.7443")]
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
    public async Task behind_https_cookies_are_secure_even_if_the_proxy_does_not_say_so()
    {
        _hub.Settings["Site:PublicUrl"] = "https://hub.example.org";
        using var client = _hub.Client(new Uri("http://10.0.0.7:5000"));

        ShouldBeOurs(await client.GetAsync(new Uri("/account/sign-in", UriKind.Relative), TestContext.Current.CancellationToken), "__Host-agon.form");
    }

    [Fact]
    public async Task behind_https_nobody_else_can_set_the_cookie_that_signs_in()
    {
        _hub.Settings["Site:PublicUrl"] = "https://hub.example.org";
        using var client = _hub.Client(new Uri("https://hub.example.org"));

        ShouldBeOurs((await Submit.SignInAsync(new PageClient(client), await _hub.Account(), HubHost.Password)).Response, "__Host-agon.account");
    }

    [Fact]
    public async Task behind_https_no_forged_host_leads_elsewhere()
    {
        _hub.Settings["Site:PublicUrl"] = "https://hub.example.org";
        using var client = _hub.Client(new Uri("http://evil.example"));

        var response = await client.GetAsync(new Uri("/account/profile", UriKind.Relative), TestContext.Current.CancellationToken);

        response.Headers.Location!.OriginalString.ShouldStartWith("https://hub.example.org/account/sign-in");
    }

    [Fact]
    public async Task what_is_said_on_the_next_page_is_said_at_a_port_too()
    {
        _hub.Settings["Site:PublicUrl"] = "http://localhost:7000";
        var browser = await _hub.SignedIn(await _hub.Account());

        (await (await browser.VisitAsync("/")).Form("Sign out").SendAsync()).ShouldSay("You are signed out.");
    }

    private static void ShouldBeOurs(HttpResponseMessage response, string name) =>
        response.Headers.GetValues("Set-Cookie").ShouldContain(c => c.StartsWith($"{name}=", StringComparison.Ordinal)
            && c.Contains("; path=/;", StringComparison.Ordinal) && c.Contains("; secure;", StringComparison.Ordinal) && !c.Contains("domain", StringComparison.Ordinal));
}
