using System.Security.Cryptography;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace Agon.Journeys.SignOn;

/// <summary>Clients that we did not write complete the flows of OpenID Connect against a running hub (issue 3).</summary>
public sealed class ForeignClientJourneys(BrowserFixture browser, Campus campus)
{
    private const string Name = "Mei Tanaka", Consent = "Agree and go on";
    private static int _clients;

    [Theory]
    [InlineData("openid-client", false, false)]
    [InlineData("openid-client", true, true)]
    [InlineData("oauth4webapi", false, true)]
    [InlineData("oauth4webapi", true, false)]
    public Task a_javascript_client_completes_its_flows(string program, bool pushes, bool hasKey) => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        var directory = Directory.CreateTempSubdirectory("agon-client-").FullName;
        var redirectUri = new Uri($"http://127.0.0.1:{RunningSite.FreePort()}/callback").ToString();
        var postLogoutUri = new Uri(RunningApache.FreeAddress(), "/").ToString();
        var keyFile = hasKey ? Path.Combine(directory, "key.pem") : null;
        var client = await RegisterAsync(redirectUri, postLogoutUri, await KeySetAsync(keyFile, directory));
        var person = await campus.NewHubPersonAsync(Name);
        await page.SignInAsync(person);

        using var running = ForeignClient.Start(program, new
        {
            issuer = campus.Hub.Address.ToString().TrimEnd('/'),
            client.ClientId,
            client.Secret,
            keyFile,
            redirectUri,
            postLogoutUri,
            pushes,
            machine = true,
            device = true,
            name = Name,
            email = person,
        });
        var did = await running.RunAsync((verb, what) => verb == "type" ? TypeCodeAsync(page, what) : OpenAsync(page, what));

        string[] flows = ["code with PKCE", "refresh rotation", "client credentials", "device grant", "sign-out at the hub", .. pushes ? ["pushed request"] : Array.Empty<string>()];
        flows.ShouldBeSubsetOf(did);
        Directory.Delete(directory, recursive: true);
    });

    [Fact]
    public Task apache_lets_in_whom_the_hub_knows_refreshes_and_hears_when_the_session_ends() => browser.WithPageAsync(campus.Hub.Address, async page =>
    {
        var address = RunningApache.FreeAddress();
        var callback = new Uri(address, "members/callback").ToString();
        var client = await RegisterAsync(callback, address.ToString(), null, $"{callback}?logout=backchannel");
        await using var apache = await RunningApache.StartAsync(address, campus.Hub.Address, client.ClientId, client.Secret!);
        var person = await campus.NewHubPersonAsync(Name);
        await page.SignInAsync(person);

        await page.GotoAsync(new Uri(address, "members/").ToString());
        await AllowAsync(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Members only");
        (await page.ReloadAsync())!.Headers["x-person"].ShouldStartWith(Name);
        (await RefreshTokenAsync(page, address)).ShouldNotBe(await RefreshTokenAsync(page, address));

        await page.GotoAsync($"{callback}?logout={Uri.EscapeDataString(address.ToString())}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Signed out");
        (await StatusAsync(page, new Uri(campus.Hub.Address, "account"))).ShouldBe(302);
        (await StatusAsync(page, new Uri(address, "members/"))).ShouldBe(302);

        await page.SignInAsync(person);
        await page.GotoAsync(new Uri(address, "members/").ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Members only");
        await page.GotoAsync(new Uri(campus.Hub.Address, "account/sessions").ToString());
        await page.PressButtonAsync("Sign out everywhere");
        await Until.SoAsync(() => StatusAsync(page, new Uri(address, "members/")), status => status == 302, TimeSpan.FromSeconds(5));
    });

    // The page is shown only after a refresh that worked.
    private static async Task<string> RefreshTokenAsync(IPage page, Uri address) =>
        (await page.GotoAsync(new Uri(address, "members/fresh/").ToString()))!.Headers["x-refresh-token"];

    // What this browser is answered, without going on.
    private static async Task<int> StatusAsync(IPage page, Uri address) =>
        (await page.Context.APIRequest.GetAsync(address.ToString(), new() { MaxRedirects = 0 })).Status;

    // A client that was allowed before comes back without a question.
    private static async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await AllowAsync(page);
    }

    private static async Task AllowAsync(IPage page)
    {
        var allow = page.GetByRole(AriaRole.Button, new() { Name = Consent, Exact = true });
        if (await allow.CountAsync() > 0)
        {
            await allow.ClickAsync();

            // The hub's page leads on by itself: what is opened next must not come between.
            await page.WaitForURLAsync(address => !address.Contains("/connect/consent", StringComparison.Ordinal));
        }
    }

    private static async Task TypeCodeAsync(IPage page, string codeAndAddress)
    {
        var parts = codeAndAddress.Split(' ');
        await page.GotoAsync(parts[1]);
        await page.GetByLabel("Code").FillAsync(parts[0]);
        await page.PressButtonAsync("Go on");
        await page.PressButtonAsync("Allow");
    }

    private async Task<Registered> RegisterAsync(string redirectUri, string postLogoutUri, string? keySetFile, string? logoutUri = null)
    {
        string[] words =
        [
            "client", "create", "--name", $"Foreign client {Interlocked.Increment(ref _clients)}", "--redirect-uri", redirectUri, "--post-logout-uri", postLogoutUri,
            "--scope", "openid", "--scope", "profile", "--scope", "email", "--scope", "offline_access", "--scope", "federation", "--device",
            .. keySetFile is null ? Array.Empty<string>() : ["--jwks", keySetFile],
            .. logoutUri is null ? Array.Empty<string>() : ["--logout-uri", logoutUri],
        ];
        return JsonSerializer.Deserialize<Registered>(await campus.Hub.RunAsync(words), JsonSerializerOptions.Web)!;
    }

    // The private half for the client, the public one for the hub.
    private static async Task<string?> KeySetAsync(string? keyFile, string directory)
    {
        if (keyFile is null)
        {
            return null;
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        var point = key.ExportParameters(false).Q;
        string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
        var file = Path.Combine(directory, "jwks.json");
        await File.WriteAllTextAsync(file, $$"""{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","x":"{{Text(point.X!)}}","y":"{{Text(point.Y!)}}"}]}""");
        return file;
    }

    private sealed record Registered(string ClientId, string? Secret);
}
