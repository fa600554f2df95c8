using System.Net;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Participation;
using Agon.Portal.Accounts;

namespace Agon.Node.Tests.Features.Competitions;

/// <summary>Who may open what under /competitions/{slug}.</summary>
public sealed class AccessTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static readonly string[] Public = ["", "/data", "/rules"];
    private static readonly string[] Desk = ["/manage", "/manage/publish", "/manage/details", "/manage/phases/1", "/manage/participants"];

    [Fact]
    public async Task everybody_may_read_a_public_competition()
    {
        var competition = await node.Given.Competition();

        foreach (var visitor in await Visitors(competition))
        {
            foreach (var path in Public)
            {
                (await Status(visitor.Browser, competition, path)).ShouldBe(HttpStatusCode.OK, $"{visitor.Who} {path}");
            }
        }
    }

    [Fact]
    public async Task a_draft_does_not_exist_for_those_who_do_not_manage_it()
    {
        var competition = await node.Given.Competition(isPublished: false);

        foreach (var visitor in await Visitors(competition))
        {
            foreach (var path in Public.Concat(Desk).Append("/join").Append("/data/1/starting-kit"))
            {
                var expected = path.EndsWith("starting-kit", StringComparison.Ordinal) || visitor.Who is not ("organizer" or "operator") ? HttpStatusCode.NotFound : HttpStatusCode.OK;
                (await Status(visitor.Browser, competition, path)).ShouldBe(expected, $"{visitor.Who} {path}");
            }
        }
    }

    [Fact]
    public async Task the_desk_is_for_organizers_and_operators()
    {
        var competition = await node.Given.Competition();

        foreach (var visitor in await Visitors(competition))
        {
            foreach (var path in Desk)
            {
                var expected = visitor.Who switch
                {
                    "nobody" => HttpStatusCode.Redirect,
                    "organizer" or "operator" => HttpStatusCode.OK,
                    _ => HttpStatusCode.Forbidden,
                };
                (await Status(visitor.Browser, competition, path)).ShouldBe(expected, $"{visitor.Who} {path}");
            }
        }
    }

    [Fact]
    public async Task joining_asks_strangers_to_sign_in_and_brings_them_back()
    {
        var competition = await node.Given.Competition();

        using var response = await NoRedirects().GetAsync($"/competitions/{competition.Slug}/join", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.PathAndQuery.ShouldBe($"/account/sign-in?returnUrl=%2Fcompetitions%2F{competition.Slug}%2Fjoin");
    }

    [Theory]
    [InlineData("/competitions/no-such-thing")]
    [InlineData("/competitions/no-such-thing/manage")]
    [InlineData("/competitions/no-such-thing/join")]
    [InlineData("/competitions/no-such-thing/data/1/starting-kit")]
    [InlineData("/competitions/no-such-thing/logo")]
    public async Task what_is_not_there_is_not_found_before_anybody_signs_in(string path)
    {
        using var response = await NoRedirects().GetAsync(path, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<IReadOnlyList<(string Who, HttpClient Browser)>> Visitors(Competition competition)
    {
        var organizer = await node.QueryAsync(db => db.Users.FindAsync(competition.CreatedById).AsTask());
        var participant = await node.Given.Account();
        await node.Given.Participant(competition, participant);
        var waiting = await node.Given.Account();
        await node.Given.Participant(competition, waiting, state: ParticipantState.Pending);
        return
        [
            ("nobody", NoRedirects()),
            ("stranger", await Signed(await node.Given.Account())),
            ("waiting", await Signed(waiting)),
            ("participant", await Signed(participant)),
            ("organizer", await Signed(organizer!)),
            ("operator", await Signed(await node.Given.Account(isOperator: true))),
        ];
    }

    private HttpClient NoRedirects() => node.Api();

    private async Task<HttpClient> Signed(Account account)
    {
        var client = NoRedirects();
        client.DefaultRequestHeaders.Add("Cookie", (await node.BrowserOf(account)).Http.DefaultRequestHeaders.GetValues("Cookie"));
        return client;
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, Competition competition, string path)
    {
        using var response = await client.GetAsync($"/competitions/{competition.Slug}{path}", TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
