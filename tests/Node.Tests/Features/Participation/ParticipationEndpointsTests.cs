using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Agon.Federation.Contracts;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Participation;
using Agon.Portal.Accounts;

namespace Agon.Node.Tests.Features.Participation;

public sealed class ParticipationEndpointsTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "Approved")]
    [InlineData(false, "Pending")]
    public async Task joining_answers_with_the_state(bool isAutoApproved, string state)
    {
        var competition = await node.Given.Competition(isAutoApproved: isAutoApproved);
        var account = await node.Given.Account();

        (await State(await Join(competition, account, new { acceptTerms = true, termsSha256 = JoinCompetition.DigestOf(competition.Terms) }))).ShouldBe(state);
        (await State(await Join(competition, account, new { acceptTerms = true }))).ShouldBe(state);
        (await State(await (await Caller(account, ApiScopes.Read)).GetAsync(Address(competition), Ct))).ShouldBe(state);
    }

    [Fact]
    public async Task rules_that_are_not_accepted_are_named() =>
        await ShouldRefuse(await Join(await node.Given.Competition(), await node.Given.Account(), new { acceptTerms = false }), ParticipationMessages.TermsNotAccepted);

    [Fact]
    public async Task other_rules_are_not_accepted() =>
        await ShouldRefuse(await Join(await node.Given.Competition(), await node.Given.Account(), new { acceptTerms = true, termsSha256 = "00" }), ParticipationMessages.TermsChanged);

    [Fact]
    public async Task nobody_joins_when_every_phase_is_over() => await ShouldRefuse(
        await Join(await node.Given.Competition(change: c => c.Phases[0].EndsAt = node.Clock.GetUtcNow()), await node.Given.Account(), new { acceptTerms = true }), ParticipationMessages.Closed);

    [Fact]
    public async Task nobody_joins_a_draft_not_even_an_operator() => await ShouldRefuse(
        await Join(await node.Given.Competition(isPublished: false), await node.Given.Account(isOperator: true), new { acceptTerms = true }), ParticipationMessages.NotPublished);

    [Fact]
    public async Task a_draft_is_not_found() =>
        (await Join(await node.Given.Competition(isPublished: false), await node.Given.Account(), new { acceptTerms = true })).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task a_body_without_an_answer_is_a_bad_request() =>
        (await Join(await node.Given.Competition(), await node.Given.Account(), new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task who_has_no_part_is_told() =>
        (await (await Caller(await node.Given.Account(), ApiScopes.Read)).GetAsync(Address(await node.Given.Competition()), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private async Task<HttpResponseMessage> Join(Competition competition, Account account, object body) =>
        await (await Caller(account, ApiScopes.Submit)).PostAsJsonAsync(Address(competition), body, Ct);

    private async Task<HttpClient> Caller(Account account, string scope) => node.Api(await node.Given.Token(account, scope));

    private static Uri Address(Competition competition) => new($"/api/v1/competitions/{competition.Slug}/participation", UriKind.Relative);

    private static async Task<string?> State(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("state").GetString();

    private static async Task ShouldRefuse(HttpResponseMessage response, string sentence)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        (problem.GetProperty("type").GetString(), problem.GetProperty("detail").GetString()).ShouldBe((Problems.NotAllowedNow, sentence));
    }
}
