using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Agon.Hub.Tests.Hosting;

public sealed class HeadersTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/account/sign-in")]
    [InlineData("/nothing-here")]
    [InlineData("/api/v1/nothing-here")]
    [InlineData("/_content/Agon.Portal/agon.css")]
    public async Task every_answer_makes_browsers_careful(string path)
    {
        var headers = (await hub.Client().GetAsync(path, _ct)).Headers;

        var policy = headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        headers.Contains("Permissions-Policy").ShouldBeTrue();
        headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account/register")]
    [InlineData("/nothing-here")]
    public async Task pages_need_nothing_the_policy_forbids(string path)
    {
        var page = await hub.Browser().VisitAsync(path);

        page.Document.QuerySelectorAll("style, [style], script:not([src])").ShouldBeEmpty();
        page.Document.QuerySelectorAll("*").SelectMany(e => e.Attributes).ShouldAllBe(a => !a.Name.StartsWith("on", StringComparison.Ordinal));
        page.Document.QuerySelectorAll("[src], link[href]").Select(e => e.GetAttribute("src") ?? e.GetAttribute("href")!)
            .ShouldAllBe(address => address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal));
    }

    [Fact]
    public async Task assets_have_names_that_change_with_their_content()
    {
        var sheet = (await hub.Browser().VisitAsync("/")).Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        var answer = await hub.Client().GetAsync(sheet, _ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ETag.ShouldNotBeNull();
        sheet.ShouldMatch(@"/agon\.[a-z0-9]{8,}\.css$");
    }

    [Fact]
    public async Task a_page_sets_no_cookie_on_a_stranger() =>
        (await hub.Client().GetAsync("/", _ct)).Headers.Contains("Set-Cookie").ShouldBeFalse();

    [Fact]
    public async Task an_address_with_nothing_behind_it_is_a_page_that_says_so()
    {
        var page = await hub.Browser().VisitAsync("/nothing-here?x=1");

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Heading.ShouldBe("There is nothing here");
        page.Document.QuerySelector("a[href^='/account/sign-in']")!.GetAttribute("href")!.ShouldContain(Uri.EscapeDataString("/nothing-here?x=1"));
    }

    [Fact]
    public async Task error_pages_can_not_be_visited_as_if_something_had_failed() =>
        (await hub.Browser().VisitAsync("/error/500")).Status.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task programs_get_a_problem_document()
    {
        var answer = await hub.Client().GetAsync("/api/v1/nothing-here", _ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>(_ct)).GetProperty("reference").GetString()!.Length.ShouldBe(12);
    }

    [Fact]
    public async Task a_body_that_announces_too_much_is_refused_before_it_is_read()
    {
        var body = new ByteArrayContent(new byte[3_000_000]);
        body.Headers.ContentType = new("application/x-www-form-urlencoded");

        var answer = await hub.Client().PostAsync("/account/sign-in", body, _ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync(_ct)).ShouldContain("You may send at most 2.0 MB here.");
    }

    [Fact]
    public async Task health_says_which_part_and_nothing_more()
    {
        (await hub.Client().GetAsync("/health/live", _ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await hub.Client().GetFromJsonAsync<JsonElement>("/health/ready", _ct);

        ready.GetProperty("checks").GetProperty("database").GetString().ShouldBe("Healthy");
        ready.GetProperty("checks").TryGetProperty("storage", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task a_form_sent_by_script_learns_where_it_leads_and_keeps_the_flash_message()
    {
        var browser = await hub.SignedIn(await hub.Account());
        var form = (await browser.VisitAsync("/")).Document.QuerySelector("form[action='/account/sign-out']")!;
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-out") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) };
        request.Headers.Add("Agon-Upload", "1");

        var answer = await browser.Http.SendAsync(request, _ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Agon-Location").ShouldBe(["/"]);
        (await browser.VisitAsync("/")).ShouldSay("You are signed out.");
    }
}
