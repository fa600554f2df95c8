using System.Net;
using Agon.Hub.Features.SignOn;
using Agon.Hub.Features.SignOn.Authorization;
using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Tests.Features.SignOn.Authorization;

/// <summary>Everything that can be wrong with a request for authorization, one by one.</summary>
public sealed class AuthorizeRefusalTests(HubHost hub) : IClassFixture<HubHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("response_type", null, nameof(SignOnRefusal.ResponseTypeMissing))]
    [InlineData("response_type", "token", nameof(SignOnRefusal.ResponseTypeUnsupported))]
    [InlineData("response_type", "code id_token", nameof(SignOnRefusal.ResponseTypeUnsupported))]
    [InlineData("response_mode", "fragment", nameof(SignOnRefusal.ResponseModeUnsupported))]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", nameof(SignOnRefusal.RequestObjectUnsupported))]
    [InlineData("scope", null, nameof(SignOnRefusal.OpenIdScopeMissing))]
    [InlineData("scope", "profile", nameof(SignOnRefusal.OpenIdScopeMissing))]
    [InlineData("scope", "openid federation", nameof(SignOnRefusal.ScopeNotAllowed))]
    [InlineData("code_challenge", null, nameof(SignOnRefusal.CodeChallengeMissing))]
    [InlineData("code_challenge_method", null, nameof(SignOnRefusal.CodeChallengeMethodUnsupported))]
    [InlineData("code_challenge_method", "plain", nameof(SignOnRefusal.CodeChallengeMethodUnsupported))]
    [InlineData("code_challenge", "too-short", nameof(SignOnRefusal.CodeChallengeMalformed))]
    [InlineData("code_challenge", "++++++++++++++++++++++++++++++++++++++++++=", nameof(SignOnRefusal.CodeChallengeMalformed))]
    [InlineData("prompt", "create", nameof(SignOnRefusal.PromptUnknown))]
    [InlineData("prompt", "none login", nameof(SignOnRefusal.PromptNoneWithOthers))]
    [InlineData("max_age", "-1", nameof(SignOnRefusal.MaxAgeMalformed))]
    [InlineData("max_age", "soon", nameof(SignOnRefusal.MaxAgeMalformed))]
    [InlineData("nonce", "a\nb", nameof(SignOnRefusal.ParameterUnfit))]
    [InlineData("login_hint", "a\0b", nameof(SignOnRefusal.ParameterUnfit))]
    [Refuses(
        SignOnRefusal.ResponseTypeMissing, SignOnRefusal.ResponseTypeUnsupported, SignOnRefusal.ResponseModeUnsupported, SignOnRefusal.RequestObjectUnsupported,
        SignOnRefusal.OpenIdScopeMissing, SignOnRefusal.ScopeNotAllowed, SignOnRefusal.CodeChallengeMissing, SignOnRefusal.CodeChallengeMethodUnsupported,
        SignOnRefusal.CodeChallengeMalformed, SignOnRefusal.PromptUnknown, SignOnRefusal.PromptNoneWithOthers, SignOnRefusal.MaxAgeMalformed, SignOnRefusal.ParameterUnfit)]
    public async Task what_is_wrong_is_told_to_the_client_with_its_state(string parameter, string? value, string refusal)
    {
        var node = await TestClient.NodeAsync(hub);

        var arrival = await node.AuthorizeAsync(hub.Browser(), (parameter, value));

        arrival.ShouldBeRefused(node, Enum.Parse<SignOnRefusal>(refusal));
        arrival["state"].ShouldBe("the state");
    }

    [Fact]
    public async Task a_state_that_is_too_long_does_not_come_back()
    {
        var node = await TestClient.NodeAsync(hub);

        var arrival = await node.AuthorizeAsync(hub.Browser(), ("state", new string('x', AuthorizationRequest.StateMaxLength + 1)));

        arrival.ShouldBeRefused(node, SignOnRefusal.ParameterUnfit);
    }

    [Fact]
    [Refuses(SignOnRefusal.ScopeNotAllowed, SignOnRefusal.GrantTypeNotAllowed)]
    public async Task a_client_gets_what_it_is_registered_for_and_no_more()
    {
        var narrow = await TestClient.NodeAsync(hub, r => r with { Scopes = ["openid"], Grants = [GrantTypes.AuthorizationCode] });
        var machine = await TestClient.NodeAsync(hub, r => r with { Grants = [GrantTypes.ClientCredentials] });

        (await narrow.AuthorizeAsync(hub.Browser(), ("scope", "openid email"))).ShouldBeRefused(narrow, SignOnRefusal.ScopeNotAllowed);
        (await machine.AuthorizeAsync(hub.Browser())).ShouldBeRefused(machine, SignOnRefusal.GrantTypeNotAllowed);
    }

    [Fact]
    public async Task a_scope_nobody_knows_is_ignored()
    {
        var node = await TestClient.NodeAsync(hub);

        (await node.AuthorizeAsync(await hub.SignedIn(await hub.Account()), ("scope", "openid phone"))).Code.ShouldNotBeEmpty();
    }

    [Fact]
    [Refuses(SignOnRefusal.ParameterTwice)]
    public async Task nothing_stands_twice()
    {
        var node = await TestClient.NodeAsync(hub);

        Arrival.Of(await hub.Browser().VisitAsync(node.AuthorizeUrl() + "&nonce=other")).ShouldBeRefused(node, SignOnRefusal.ParameterTwice);
        await ShouldBeShownAsync(node.AuthorizeUrl() + "&redirect_uri=https://evil.example/", SignOnRefusal.ParameterTwice);
        await ShouldBeShownAsync(node.AuthorizeUrl() + "&client_id=other", SignOnRefusal.ParameterTwice);
    }

    [Fact]
    [Refuses(SignOnRefusal.ClientIdMissing, SignOnRefusal.ClientUnknown, SignOnRefusal.ClientDisabled, SignOnRefusal.RedirectUriMissing)]
    public async Task who_asks_without_being_known_is_sent_nowhere()
    {
        var node = await TestClient.NodeAsync(hub);

        await ShouldBeShownAsync(node.AuthorizeUrl(("client_id", null)), SignOnRefusal.ClientIdMissing);
        await ShouldBeShownAsync(node.AuthorizeUrl(("client_id", "nobody")), SignOnRefusal.ClientUnknown);
        await ShouldBeShownAsync(node.AuthorizeUrl(("client_id", "no\0body")), SignOnRefusal.ClientUnknown);
        await ShouldBeShownAsync(node.AuthorizeUrl(("client_id", new string('x', Client.ClientIdMaxLength + 1))), SignOnRefusal.ClientUnknown);
        await ShouldBeShownAsync(node.AuthorizeUrl(("redirect_uri", null)), SignOnRefusal.RedirectUriMissing);
        await node.DisableAsync();
        await ShouldBeShownAsync(node.AuthorizeUrl(), SignOnRefusal.ClientDisabled);
    }

    [Theory]
    [InlineData("{0}/")]
    [InlineData("{0}?x=1")]
    [InlineData("{0}#x")]
    [InlineData("{0}/../evil")]
    [InlineData("{0}%2f")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/sign-on/hub/callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sign-on/hub/callback")]
    [Refuses(SignOnRefusal.RedirectUriNotRegistered)]
    public async Task nobody_is_sent_to_an_address_that_is_not_the_clients(string pattern)
    {
        var node = await TestClient.NodeAsync(hub);
        var address = pattern.Replace("{0}", node.RedirectUri, StringComparison.Ordinal);

        await ShouldBeShownAsync(node.AuthorizeUrl(("redirect_uri", address)), SignOnRefusal.RedirectUriNotRegistered);
        // Nor if more is wrong, which would be told to the client.
        await ShouldBeShownAsync(node.AuthorizeUrl(("redirect_uri", address), ("response_type", "token")), SignOnRefusal.RedirectUriNotRegistered);
    }

    [Fact]
    public async Task letters_of_another_case_are_another_address()
    {
        var node = await TestClient.NodeAsync(hub);

        await ShouldBeShownAsync(node.AuthorizeUrl(("redirect_uri", node.RedirectUri.ToUpperInvariant())), SignOnRefusal.RedirectUriNotRegistered);
    }

    [Fact]
    [Refuses(SignOnRefusal.FormMissing)]
    public async Task a_posted_request_is_a_form()
    {
        var answer = await hub.Client().PostAsync("/connect/authorize", new StringContent("{}", null, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(SignOnMessages.Describe(Refused.See(SignOnRefusal.FormMissing)));
    }

    private async Task ShouldBeShownAsync(string url, SignOnRefusal refusal)
    {
        foreach (var client in new[] { hub.Client(), (await hub.SignedIn(await hub.Account())).Http })
        {
            var answer = await client.GetAsync(url, Ct);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{url}");
            answer.Headers.Location.ShouldBeNull();
            answer.Headers.Contains("Refresh").ShouldBeFalse();
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(SignOnMessages.Describe(Refused.See(refusal)));
        }
    }
}
