using System.Globalization;
using System.Text;
using Agon.Hub.Features.Administration;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Hub.Tests.Routes;

/// <summary>
/// Visits every route as nobody, a person, a curator and an administrator. The tables in <see cref="RouteTable"/> say who may: a route
/// that is not in them, or answers otherwise, fails.
/// </summary>
public sealed class RouteSweepTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Asking changes nothing, and the form is another site's by design (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2).
    private static readonly string[] OfOthers = ["connect/authorize", "connect/end-session"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task reading_answers_everybody_as_the_table_says() =>
        ShouldBe(await TableAsync(method => method is "PAGE" or "GET"), RouteTable.Reading);

    [Fact]
    public async Task writing_answers_everybody_as_the_table_says() =>
        ShouldBe(await TableAsync(method => method is not ("PAGE" or "GET" or "HEAD" or "OPTIONS")), RouteTable.Writing);

    [Fact]
    public async Task pages_of_other_sites_may_ask_where_the_specifications_need_it_and_nowhere_else()
    {
        var open = Routes().Where(r => r.Method == "OPTIONS").Select(r => r.Pattern);

        open.ShouldBe(
            ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration", "/connect/jwks", "/connect/token", "/connect/userinfo"]);
        foreach (var (who, browser) in await PeopleAsync())
        {
            foreach (var (_, pattern) in Routes().Where(r => r.Method is "PAGE" or "GET" && !open.Contains(r.Pattern)))
            {
                using var response = await browser.GetAsync(Address(pattern), HttpCompletionOption.ResponseHeadersRead, Ct);
                response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse($"{pattern} as {who}");
            }
        }
    }

    [Fact]
    public async Task no_page_takes_a_form_without_its_token_nor_from_somebody_who_may_not_see_it()
    {
        foreach (var (_, pattern) in Routes().Where(r => r.Method == "PAGE" && r.Pattern.Length > 0 && !OfOthers.Contains(r.Pattern) && !r.Pattern.StartsWith("/health", StringComparison.Ordinal) && !r.Pattern.StartsWith("error", StringComparison.Ordinal)))
        {
            foreach (var (who, browser) in await PeopleAsync())
            {
                var read = await StatusAsync(browser, Address(pattern), HttpMethod.Get);
                var written = await StatusAsync(browser, Address(pattern), HttpMethod.Post);

                (read == "302" && who == "nobody" ? ["302"] : new[] { "400", read }).Except(["200"]).ShouldContain(written, $"POST {pattern} as {who}");
            }
        }
    }

    private async Task<string> TableAsync(Func<string, bool> isShown)
    {
        var people = await PeopleAsync();
        var table = new StringBuilder();
        foreach (var (method, pattern) in Routes().Where(r => isShown(r.Method)))
        {
            var answers = new List<string>();
            foreach (var (_, browser) in people)
            {
                answers.Add(await StatusAsync(browser, Address(pattern), method == "PAGE" ? HttpMethod.Get : new HttpMethod(method)));
            }

            table.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{method,-6} {pattern,-50} {string.Join(' ', answers)}"));
        }

        return $"{table}";
    }

    private async Task<IReadOnlyList<(string Who, HttpClient Browser)>> PeopleAsync() =>
    [
        ("nobody", hub.Client()),
        ("person", await SignedInAsync(null)),
        ("curator", await SignedInAsync(Staff.Curator)),
        ("administrator", await SignedInAsync(Staff.Administrator)),
    ];

    // A browser that keeps its cookies and does not follow redirects.
    private async Task<HttpClient> SignedInAsync(string? role)
    {
        var email = await hub.Account(role: role);
        var client = hub.Client();
        (await Submit.SignInAsync(new PageClient(client), email, HubHost.Password)).Response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        return client;
    }

    private static string Address(string pattern) => "/" + pattern.TrimStart('/')
        .Replace("{slug}", "no-such-node", StringComparison.Ordinal).Replace("{status:int}", "404", StringComparison.Ordinal)
        .Replace("{phase:int}", "1", StringComparison.Ordinal).Replace("{id:guid}", $"{Guid.Empty}", StringComparison.Ordinal);

    private static void ShouldBe(string found, string table)
    {
        var (actual, expected) = (Rows(found), Rows(table));
        actual.Except(expected).ShouldBeEmpty("routes that the table does not have, or has otherwise");
        expected.Except(actual).ShouldBeEmpty("rows of the table without a route");
    }

    private static string[] Rows(string table) => table.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task<string> StatusAsync(HttpClient client, string address, HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, address);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct).WaitAsync(Patience, Ct);
        return $"{(int)response.StatusCode}";
    }

    private IEnumerable<(string Method, string Pattern)> Routes() => hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["PAGE"]).Select(m => (Method: m, Pattern: e.RoutePattern.RawText!)))
        // Static assets: the same for everybody, and named by their content.
        .Where(r => !r.Pattern.StartsWith("_content/", StringComparison.Ordinal) && r.Pattern != "{**path:file}")
        .Distinct().OrderBy(r => r.Pattern, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal);
}
