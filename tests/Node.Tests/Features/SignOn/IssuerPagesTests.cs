using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Protocol;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.SignOn;

/// <summary>The operator's pages about whose word is taken, and what is found out before it is.</summary>
public sealed class IssuerPagesTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static int _count;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task an_operator_adds_a_provider_and_its_secret_is_not_in_the_database()
    {
        var issuer = new FakeIssuer(node);

        var list = await (await FilledAsync(issuer)).SendAsync();

        list.ShouldSay("Alpha Campus is on the sign-in page.");
        list.ShouldSay(issuer.Address);
        var saved = await node.QueryAsync(db => db.Issuers.SingleAsync(i => i.Address == issuer.Address));
        saved.ProtectedSecret.ShouldNotBeNull();
        saved.ProtectedSecret.ShouldNotContain(FakeIssuer.Secret);
    }

    [Fact]
    public async Task the_page_says_what_to_register_at_the_provider()
    {
        var page = await (await OperatorAsync()).VisitAsync("/admin/sign-on/new");

        page.ShouldSay("http://localhost/sign-on/NAME/callback");
        page.ShouldSay("http://localhost/sign-on/NAME/logout");
    }

    [Fact]
    public async Task a_provider_is_edited_without_typing_its_secret_again_switched_off_and_removed()
    {
        var issuer = new FakeIssuer(node);
        var browser = await OperatorAsync();
        await (await FilledAsync(issuer, browser)).SendAsync();
        var before = await node.QueryAsync(db => db.Issuers.AsNoTracking().SingleAsync(i => i.Address == issuer.Address));

        var edited = await (await browser.VisitAsync($"/admin/sign-on/{before.Slug}")).Form("Save").Fill("Name", "Beta").Check("In use", false).SendAsync();

        edited.ShouldSay("Beta is switched off.");
        var after = await node.QueryAsync(db => db.Issuers.AsNoTracking().SingleAsync(i => i.Address == issuer.Address));
        after.ProtectedSecret.ShouldBe(before.ProtectedSecret);
        after.IsEnabled.ShouldBeFalse();

        (await (await browser.VisitAsync($"/admin/sign-on/{before.Slug}")).Form("Remove this provider").SendAsync()).ShouldSay("The provider is removed.");
        (await node.QueryAsync(db => db.Issuers.AnyAsync(i => i.Address == issuer.Address))).ShouldBeFalse();
    }

    [Theory]
    [InlineData(nameof(SignOnFailure.AddressUnusable), "login.example.org")]
    [InlineData(nameof(SignOnFailure.AddressUnusable), "https://login.example.org/?realm=campus")]
    [InlineData(nameof(SignOnFailure.AddressUnusable), "https://user@login.example.org")]
    [InlineData(nameof(SignOnFailure.AddressNotSecure), "http://login.example.org")]
    [InlineData(nameof(SignOnFailure.Unreachable), "https://no-such-host.example")]
    [Refuses(SignOnFailure.AddressUnusable, SignOnFailure.AddressNotSecure, SignOnFailure.Unreachable)]
    public async Task an_address_that_will_not_do_is_refused(string failure, string address)
    {
        var page = await (await FilledAsync(new FakeIssuer(node))).Fill("Address of the provider", address).SendAsync();

        page.ShouldRefuse(Named(failure), SignOnMessages.Sentence(Named(failure)));
    }

    [Theory]
    [InlineData("Campus")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("hub")]
    [InlineData("link")]
    [Refuses(SignOnFailure.SlugUnusable)]
    public async Task a_short_name_is_fit_for_addresses_and_not_the_nodes_own(string slug)
    {
        var page = await (await FilledAsync(new FakeIssuer(node))).Fill("Short name", slug).SendAsync();

        page.ShouldRefuse(SignOnFailure.SlugUnusable, SignOnMessages.Sentence(SignOnFailure.SlugUnusable));
    }

    [Fact]
    [Refuses(SignOnFailure.SlugTaken)]
    [Refuses(SignOnFailure.AddressTaken)]
    public async Task no_two_providers_share_a_short_name_or_an_address()
    {
        var first = new FakeIssuer(node);
        await (await FilledAsync(first)).SendAsync();
        var slug = await node.QueryAsync(db => db.Issuers.Where(i => i.Address == first.Address).Select(i => i.Slug).SingleAsync());

        (await (await FilledAsync(new FakeIssuer(node))).Fill("Short name", slug).SendAsync()).ShouldRefuse(SignOnFailure.SlugTaken, SignOnMessages.Sentence(SignOnFailure.SlugTaken));
        (await (await FilledAsync(first)).SendAsync()).ShouldRefuse(SignOnFailure.AddressTaken, SignOnMessages.Sentence(SignOnFailure.AddressTaken));
    }

    [Fact]
    [Refuses(SignOnFailure.SecretMissing)]
    public async Task a_provider_that_wants_a_secret_is_not_saved_without_one()
    {
        var page = await (await FilledAsync(new FakeIssuer(node))).Fill("Client secret", "").SendAsync();

        page.ShouldRefuse(SignOnFailure.SecretMissing, SignOnMessages.Sentence(SignOnFailure.SecretMissing));
    }

    [Fact]
    [Refuses(SignOnFailure.HubsIssuer)]
    public async Task the_hubs_entry_is_the_memberships_to_keep()
    {
        await node.InScopeAsync(async s =>
        {
            await s.GetRequiredService<TrustHub>().ExecuteAsync("https://hub.example", "The hub", "client", isEnabled: true, Ct);
            return 0;
        });
        var browser = await OperatorAsync();

        (await browser.VisitAsync("/admin/sign-on")).ShouldSay("by membership");
        (await node.DoAsync<RemoveIssuer, SignOnFailure?>(v => v.ExecuteAsync("hub", Ct))).ShouldRefuse(SignOnFailure.HubsIssuer);
    }

    [Fact]
    public async Task how_far_the_hub_is_trusted_is_the_operators_to_say_and_stays_so()
    {
        Task<int> Trust() => node.InScopeAsync(async s =>
        {
            await s.GetRequiredService<TrustHub>().ExecuteAsync("https://hub.example", "The hub", "client", isEnabled: true, Ct);
            return 0;
        });
        await Trust();
        var browser = await OperatorAsync();
        var page = await browser.VisitAsync("/admin/sign-on/hub");
        page.ShouldNotSay("Client secret");

        await page.Form("Save").Check("Who is not known here may make an account", false).Check("Its word about e-mail addresses counts", false).Check("In use", false).SendAsync();
        await Trust();

        var hub = await node.QueryAsync(db => db.Issuers.AsNoTracking().SingleAsync(i => i.Slug == Issuer.HubSlug));
        (hub.IsEnabled, hub.GivesAccounts, hub.VouchesForAddresses).ShouldBe((false, false, false));
        (await browser.VisitAsync("/account/sign-in")).ShouldNotSay("Sign in with The hub");

        await (await browser.VisitAsync("/admin/sign-on/hub")).Form("Save").Check("In use", true).SendAsync();
        await Trust();
        (await node.QueryAsync(db => db.Issuers.AsNoTracking().SingleAsync(i => i.Slug == Issuer.HubSlug))).IsEnabled.ShouldBeTrue();
    }

    [Fact]
    public async Task a_hub_that_was_added_by_hand_becomes_the_memberships()
    {
        var issuer = new FakeIssuer(node);
        await (await FilledAsync(issuer)).SendAsync();

        await node.InScopeAsync(async s =>
        {
            await s.GetRequiredService<TrustHub>().ExecuteAsync(issuer.Address, "The hub", "client", isEnabled: true, Ct);
            return 0;
        });

        (await node.QueryAsync(db => db.Issuers.SingleAsync(i => i.Address == issuer.Address))).Source.ShouldBe(IssuerSource.Membership);
    }

    [Theory]
    [InlineData(nameof(SignOnFailure.IssuerDiffers), "issuer", "\"https://other.example\"")]
    [InlineData(nameof(SignOnFailure.EndpointMissing), "jwks_uri", null)]
    [InlineData(nameof(SignOnFailure.EndpointMissing), "token_endpoint", "7")]
    [InlineData(nameof(SignOnFailure.EndpointMissing), "require_pushed_authorization_requests", "true")]
    [InlineData(nameof(SignOnFailure.EndpointNotSecure), "token_endpoint", "\"http://other.example/token\"")]
    [InlineData(nameof(SignOnFailure.EndpointNotSecure), "token_endpoint", "\"http://localhost:9200/token\"")]
    [InlineData(nameof(SignOnFailure.EndpointNotSecure), "jwks_uri", "\"https://127.0.0.1/keys\"")]
    [InlineData(nameof(SignOnFailure.EndpointNotSecure), "authorization_endpoint", "\"javascript:alert(1)\"")]
    [InlineData(nameof(SignOnFailure.CodeFlowMissing), "response_types_supported", "[\"id_token\"]")]
    [InlineData(nameof(SignOnFailure.ProofKeyMissing), "code_challenge_methods_supported", "[\"plain\"]")]
    [InlineData(nameof(SignOnFailure.AlgorithmsUnknown), "id_token_signing_alg_values_supported", "[\"none\", \"HS256\"]")]
    [InlineData(nameof(SignOnFailure.ClientAuthenticationUnknown), "token_endpoint_auth_methods_supported", "[\"client_secret_post\"]")]
    [Refuses(
        SignOnFailure.IssuerDiffers, SignOnFailure.EndpointMissing, SignOnFailure.EndpointNotSecure, SignOnFailure.CodeFlowMissing,
        SignOnFailure.ProofKeyMissing, SignOnFailure.AlgorithmsUnknown, SignOnFailure.ClientAuthenticationUnknown)]
    public async Task a_provider_that_can_not_be_trusted_is_not_saved(string failure, string member, string? value)
    {
        var issuer = new FakeIssuer(node) { Describe = d => d[member] = value is null ? null : JsonNode.Parse(value) };

        var page = await (await FilledAsync(issuer)).SendAsync();

        page.ShouldRefuse(Named(failure), SignOnMessages.Sentence(Named(failure)));
        (await node.QueryAsync(db => db.Issuers.AnyAsync(i => i.Address == issuer.Address))).ShouldBeFalse();
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { nameof(SignOnFailure.TooLarge), "announced" }, { nameof(SignOnFailure.TooLarge), "endless" }, { nameof(SignOnFailure.Redirected), "redirect" }, { nameof(SignOnFailure.Unreadable), "html" },
        { nameof(SignOnFailure.Unreadable), "missing" }, { nameof(SignOnFailure.Unreachable), "broken" }, { nameof(SignOnFailure.KeysMissing), "no keys" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    [Refuses(SignOnFailure.TooLarge, SignOnFailure.Redirected, SignOnFailure.Unreadable, SignOnFailure.Unreachable, SignOnFailure.KeysMissing)]
    public async Task an_answer_that_is_no_description_is_refused(string failure, string answer)
    {
        var issuer = new FakeIssuer(node)
        {
            Instead = (request, _) => Task.FromResult(request.RequestUri!.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal) == (answer == "no keys") ? Answer(answer) : null),
        };

        var page = await (await FilledAsync(issuer)).SendAsync();

        page.ShouldRefuse(Named(failure), SignOnMessages.Sentence(Named(failure)));
    }

    [Fact]
    public void the_hub_is_signed_in_by_where_hubs_send_people() => FederationPaths.SignOnByHub.ShouldBe($"/sign-on/{Issuer.HubSlug}");

    [Fact]
    [Refuses(SignOnFailure.TooSlow)]
    public async Task a_provider_that_never_ends_its_answer_is_not_waited_for()
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

        var sending = (await FilledAsync(issuer)).SendAsync();
        await asked.Task;
        node.Clock.Advance(ProviderHttp.TimeLimit);

        (await sending).ShouldRefuse(SignOnFailure.TooSlow, SignOnMessages.Sentence(SignOnFailure.TooSlow));
    }

    private static HttpResponseMessage Answer(string kind) => kind switch
    {
        "announced" => new HttpResponseMessage { Content = new StreamContent(new Endless()) { Headers = { ContentLength = 1_000_000_000 } } },
        "endless" => new HttpResponseMessage { Content = new StreamContent(new Endless()) },
        "redirect" => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://other.example/") } },
        "missing" => new HttpResponseMessage(HttpStatusCode.NotFound),
        "broken" => new HttpResponseMessage(HttpStatusCode.BadGateway),
        "no keys" => new HttpResponseMessage { Content = new StringContent("""{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}""") },
        _ => new HttpResponseMessage { Content = new StringContent("<!doctype html><title>Sign in</title>") },
    };

    private Task<PageClient> OperatorAsync() => node.InScopeAsync(async _ => await node.BrowserOf(await node.Given.Account(isOperator: true)));

    private async Task<PageForm> FilledAsync(FakeIssuer issuer, PageClient? browser = null)
    {
        var page = await (browser ?? await OperatorAsync()).VisitAsync("/admin/sign-on/new");
        return page.Form("Save").Fill("Name", "Alpha Campus").Fill("Short name", $"campus{Interlocked.Increment(ref _count)}")
            .Fill("Address of the provider", issuer.Address).Fill("Client id", FakeIssuer.ClientId).Fill("Client secret", FakeIssuer.Secret);
    }

    /// <summary>A document that never ends.</summary>
    private sealed class Endless : Stream
    {
        private static readonly byte[] Blanks = Encoding.ASCII.GetBytes(new string(' ', 4096));

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var length = Math.Min(count, Blanks.Length);
            Blanks.AsSpan(0, length).CopyTo(buffer.AsSpan(offset));
            return length;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }

    private static SignOnFailure Named(string failure) => Enum.Parse<SignOnFailure>(failure);
}
