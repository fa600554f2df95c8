using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Routes;

/// <summary>
/// Visits every route as nobody, a stranger (signed in, without a part), a participant, an organizer and an operator. The tables in
/// <see cref="RouteTable"/> say who may: a route that is not in them, or answers otherwise, fails.
/// </summary>
public sealed class RouteSweepTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // They read the token as the first part of the upload: their own tests leave it out.
    private static readonly string[] Streamed = ["competitions/new", "competitions/{slug}/submissions/new"];

    // Open to strangers, and send them on when nothing waits in their browser.
    private static readonly string[] OpenButElsewhere = ["sign-on/link", "sign-on/new", "sign-on/signed-out"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task reading_answers_everybody_as_the_table_says()
    {
        var world = await RouteWorld.CreateAsync(node);
        var table = new StringBuilder();

        foreach (var (method, pattern) in Routes().Where(r => r.Method is "PAGE" or "GET"))
        {
            table.AppendLine(await RowAsync(world, pattern, HttpMethod.Get, method));
        }

        ShouldBe(table, RouteTable.Reading);
    }

    [Fact]
    public async Task writing_answers_everybody_as_the_table_says()
    {
        var table = new StringBuilder();

        foreach (var (method, pattern) in Routes().Where(r => r.Method is not ("PAGE" or "GET" or "HEAD")))
        {
            var answers = new List<string>();
            for (var person = 0; person < 5; person++)
            {
                // A world for each, because a write changes it.
                var world = await RouteWorld.CreateAsync(node);
                answers.Add(await StatusAsync(world.People[person].Api, world.Address(pattern), new HttpMethod(method)));
            }

            table.AppendLine(Row(method, pattern, answers));
        }

        ShouldBe(table, RouteTable.Writing);
    }

    [Fact]
    public async Task no_page_takes_a_form_without_its_token_nor_from_somebody_who_may_not_see_it()
    {
        var world = await RouteWorld.CreateAsync(node);

        foreach (var (_, pattern) in Routes().Where(r => r.Method == "PAGE" && r.Pattern.Length > 0 && !r.Pattern.StartsWith("/health", StringComparison.Ordinal) && !r.Pattern.StartsWith("error", StringComparison.Ordinal) && !Streamed.Contains(r.Pattern)))
        {
            foreach (var (who, pages, _) in world.People)
            {
                var read = await StatusAsync(pages, world.Address(pattern), HttpMethod.Get);
                var written = await StatusAsync(pages, world.Address(pattern), HttpMethod.Post);

                // Whoever may not read is refused as before, or for the missing token; nobody who must sign in gets further than that.
                (read == "302" && who == "nobody" && !OpenButElsewhere.Contains(pattern) ? ["302"] : new[] { "400", read }).Except(["200"]).ShouldContain(written, $"POST {pattern} as {who}");
            }
        }
    }

    private static void ShouldBe(StringBuilder found, string table)
    {
        var (actual, expected) = (Rows($"{found}"), Rows(table));
        actual.Except(expected).ShouldBeEmpty("routes that the table does not have, or has otherwise");
        expected.Except(actual).ShouldBeEmpty("rows of the table without a route");
    }

    private static string[] Rows(string table) => table.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static async Task<string> RowAsync(RouteWorld world, string pattern, HttpMethod method, string shown)
    {
        var isApi = pattern.StartsWith("/api/", StringComparison.Ordinal);
        var answers = new List<string>();
        foreach (var (_, pages, api) in world.People)
        {
            answers.Add(await StatusAsync(isApi ? api : pages, world.Address(pattern), method));
        }

        return Row(shown, pattern, answers);
    }

    private static string Row(string method, string pattern, List<string> answers) =>
        string.Create(CultureInfo.InvariantCulture, $"{method,-6} {pattern,-76} {string.Join(' ', answers)}");

    private static async Task<string> StatusAsync(HttpClient client, string address, HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, address);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct).WaitAsync(Patience, Ct);
        return $"{(int)response.StatusCode}";
    }

    private IEnumerable<(string Method, string Pattern)> Routes() => node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["PAGE"]).Select(m => (Method: m, Pattern: e.RoutePattern.RawText!)))
        // Static assets: the same for everybody, and named by their content.
        .Where(r => !r.Pattern.StartsWith("_content/", StringComparison.Ordinal) && r.Pattern != "{**path:file}")
        .Distinct().OrderBy(r => r.Pattern, StringComparer.Ordinal).ThenBy(r => r.Method, StringComparer.Ordinal);
}
