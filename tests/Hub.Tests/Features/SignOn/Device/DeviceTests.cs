using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Device;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests.Features.SignOn.Device;

public sealed class DeviceTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task a_person_types_the_code_and_the_program_gets_tokens()
    {
        var (client, waiting) = await StartAsync();
        var email = await hub.Account("Ada");

        var page = await TypeAsync(await hub.SignedIn(email), waiting["user_code"]);
        page.ShouldSay(client.Client.Name);
        page.ShouldSay($"Your name: Ada");
        (await page.Form("Allow").SendAsync()).ShouldSay(DeviceMessages.Allowed);

        var tokens = (await PollAsync(client, waiting)).ShouldBeGood();
        (await client.UserInfoAsync(tokens["access_token"])).ShouldBeGood()["name"].ShouldBe("Ada");
        (await client.VerifyAsync(tokens["id_token"], "JWT", client.Id)).GetProperty("sid").GetString().ShouldNotBeNullOrEmpty();
        tokens.Has("refresh_token").ShouldBeTrue();
    }

    [Fact]
    public async Task the_program_learns_where_and_how_long()
    {
        var (_, waiting) = await StartAsync();

        waiting["verification_uri"].ShouldBe($"{TestClient.Issuer}/device");
        waiting["verification_uri_complete"].ShouldBe($"{TestClient.Issuer}/device?code={waiting["user_code"]}");
        waiting["user_code"].ShouldMatch("^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$");
        (waiting["expires_in"], waiting["interval"]).ShouldBe(("600", "5"));
    }

    [Fact]
    public async Task a_link_with_the_code_saves_typing_but_asks()
    {
        var (client, waiting) = await StartAsync();
        var browser = await hub.SignedIn(await hub.Account());

        var page = await browser.VisitAsync(new Uri(waiting["verification_uri_complete"]).PathAndQuery);

        page.ShouldNotSay(client.Client.Name);
        (await page.Form("Go on").SendAsync()).ShouldSay(client.Client.Name);
    }

    [Fact]
    public async Task a_code_may_be_typed_without_dash_in_small_letters()
    {
        var (client, waiting) = await StartAsync();

        var page = await TypeAsync(await hub.SignedIn(await hub.Account()), $" {waiting["user_code"].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()} ");

        page.ShouldSay(client.Client.Name);
    }

    [Fact]
    public async Task a_stranger_signs_in_first()
    {
        var (_, waiting) = await StartAsync();

        (await hub.Browser().VisitAsync($"/device?code={waiting["user_code"]}")).Heading.ShouldBe("Sign in");
    }

    [Fact]
    [Refuses(SignOnRefusal.DeviceAuthorizationPending, SignOnRefusal.DevicePollingTooFast)]
    public async Task a_program_that_waits_is_told_so_and_to_slow_down()
    {
        var (client, waiting) = await StartAsync();

        (await PollAsync(client, waiting)).ShouldBeRefused(SignOnRefusal.DeviceAuthorizationPending);
        hub.Clock.Advance(TimeSpan.FromSeconds(2));
        (await PollAsync(client, waiting)).ShouldBeRefused(SignOnRefusal.DevicePollingTooFast);
        hub.Clock.Advance(TimeSpan.FromSeconds(5));
        (await PollAsync(client, waiting)).ShouldBeRefused(SignOnRefusal.DevicePollingTooFast);
        hub.Clock.Advance(TimeSpan.FromSeconds(15));
        (await PollAsync(client, waiting)).ShouldBeRefused(SignOnRefusal.DeviceAuthorizationPending);
        SignOnMessages.Code(SignOnRefusal.DeviceAuthorizationPending).ShouldBe("authorization_pending");
        SignOnMessages.Code(SignOnRefusal.DevicePollingTooFast).ShouldBe("slow_down");
    }

    [Fact]
    [Refuses(SignOnRefusal.DeviceDenied)]
    public async Task a_no_is_told_to_the_program()
    {
        var (client, waiting) = await StartAsync();

        (await (await TypeAsync(await hub.SignedIn(await hub.Account()), waiting["user_code"])).Form("No").SendAsync()).ShouldSay(DeviceMessages.Denied);

        (await PollAsync(client, waiting)).ShouldBeRefused(SignOnRefusal.DeviceDenied);
        SignOnMessages.Code(SignOnRefusal.DeviceDenied).ShouldBe("access_denied");
    }

    [Fact]
    [Refuses(SignOnRefusal.DeviceCodeExpired, UserCodeRefusal.NobodyWaits)]
    public async Task after_ten_minutes_the_code_is_good_for_nothing()
    {
        var (client, waiting) = await StartAsync();
        var browser = await hub.SignedIn(await hub.Account());
        var form = (await TypeAsync(browser, waiting["user_code"])).Form("Allow");
        hub.Clock.Advance(SignOnRules.DeviceRequest);

        ShouldRefuse(await form.SendAsync(), UserCodeRefusal.NobodyWaits);
        ShouldRefuse(await TypeAsync(browser, waiting["user_code"]), UserCodeRefusal.NobodyWaits);
        (await PollAsync(client, waiting)).ShouldBeRefused(SignOnRefusal.DeviceCodeExpired);
        SignOnMessages.Code(SignOnRefusal.DeviceCodeExpired).ShouldBe("expired_token");
    }

    [Fact]
    [Refuses(SignOnRefusal.DeviceCodeUsed)]
    public async Task tokens_are_given_once()
    {
        var (client, waiting) = await StartAsync();
        await (await TypeAsync(await hub.SignedIn(await hub.Account()), waiting["user_code"])).Form("Allow").SendAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PollAsync(client, waiting)));

        answers.Count(a => a.Has("access_token")).ShouldBe(1);
        foreach (var refused in answers.Where(a => !a.Has("access_token")))
        {
            refused.ShouldBeRefused(SignOnRefusal.DeviceCodeUsed);
        }
    }

    [Fact]
    [Refuses(UserCodeRefusal.NobodyWaits)]
    public async Task a_code_is_decided_once()
    {
        var (client, waiting) = await StartAsync();
        var (first, second) = (await hub.SignedIn(await hub.Account()), await hub.SignedIn(await hub.Account()));
        var late = (await TypeAsync(second, waiting["user_code"])).Form("Allow");
        await (await TypeAsync(first, waiting["user_code"])).Form("No").SendAsync();

        ShouldRefuse(await late.SendAsync(), UserCodeRefusal.NobodyWaits);
        (await PollAsync(client, waiting)).ShouldBeRefused(SignOnRefusal.DeviceDenied);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AEIO-UYAE")]
    [InlineData("BBBB-BBBB")]
    [InlineData("' OR 1=1 --")]
    [Refuses(UserCodeRefusal.Missing, UserCodeRefusal.NobodyWaits)]
    public async Task a_code_nobody_waits_with_is_refused(string code)
    {
        var page = await TypeAsync(await hub.SignedIn(await hub.Account()), code);

        ShouldRefuse(page, code.Length == 0 ? UserCodeRefusal.Missing : UserCodeRefusal.NobodyWaits);
    }

    [Fact]
    [Refuses(SignOnRefusal.DeviceCodeMissing, SignOnRefusal.DeviceCodeUnknown, SignOnRefusal.DeviceCodeOfAnotherClient)]
    public async Task only_the_program_itself_polls()
    {
        var (client, waiting) = await StartAsync();
        var (other, _) = await StartAsync();

        (await client.TokenAsync(("grant_type", GrantTypes.DeviceCode))).ShouldBeRefused(SignOnRefusal.DeviceCodeMissing);
        (await client.TokenAsync(("grant_type", GrantTypes.DeviceCode), ("device_code", waiting["user_code"]))).ShouldBeRefused(SignOnRefusal.DeviceCodeUnknown);
        (await PollAsync(other, waiting)).ShouldBeRefused(SignOnRefusal.DeviceCodeOfAnotherClient);
    }

    [Fact]
    public async Task a_client_asks_for_what_it_may()
    {
        var without = await TestClient.NodeAsync(hub);
        var (with, _) = await StartAsync();

        (await without.PostAsync("/connect/device", ("scope", "openid"))).ShouldBeRefused(SignOnRefusal.GrantTypeNotAllowed);
        (await with.PostAsync("/connect/device")).ShouldBeRefused(SignOnRefusal.OpenIdScopeMissing);
        (await with.PostAsync("/connect/device", ("scope", "openid federation"))).ShouldBeRefused(SignOnRefusal.ScopeNotAllowed);
    }

    [Fact]
    [Refuses(UserCodeRefusal.NobodyWaits)]
    public async Task a_client_that_was_disabled_meanwhile_gets_nothing()
    {
        var (client, waiting) = await StartAsync();
        var browser = await hub.SignedIn(await hub.Account());
        await client.DisableAsync();

        ShouldRefuse(await TypeAsync(browser, waiting["user_code"]), UserCodeRefusal.NobodyWaits);
        (await PollAsync(client, waiting)).ShouldBeRefused(SignOnRefusal.ClientDisabled);
    }

    [Fact]
    public async Task neither_code_can_be_read_from_the_database()
    {
        var (_, waiting) = await StartAsync();

        var stored = await hub.QueryAsync(db => db.DeviceRequests.ToListAsync(TestContext.Current.CancellationToken));

        stored.ShouldNotContain(r => r.DeviceDigest == waiting["device_code"] || r.UserDigest == waiting["user_code"]);
    }

    private async Task<(TestClient Client, Answer Waiting)> StartAsync()
    {
        var client = await TestClient.WithSecretAsync(hub, r => r with { Grants = GrantTypes.All });
        return (client, (await client.PostAsync("/connect/device", ("scope", "openid profile offline_access"))).ShouldBeGood());
    }

    private static async Task<Page> TypeAsync(PageClient browser, string code) =>
        await (await browser.VisitAsync("/device")).Form("Go on").Fill("Code", code).SendAsync();

    private static void ShouldRefuse(Page page, UserCodeRefusal refusal) => page.ShouldRefuse(refusal, DeviceMessages.Sentence(refusal));

    private static Task<Answer> PollAsync(TestClient client, Answer waiting) =>
        client.TokenAsync(("grant_type", GrantTypes.DeviceCode), ("device_code", waiting["device_code"]));
}
