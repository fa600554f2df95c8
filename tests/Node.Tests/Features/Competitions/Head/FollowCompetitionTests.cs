using System.Net;
using Agon.Node.Features.Competitions.Schedule;
using Agon.Node.Features.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Competitions.Head;

/// <summary>Pages that are open when a phase opens or closes.</summary>
public sealed class FollowCompetitionTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task open_pages_hear_that_a_phase_closed()
    {
        var competition = await node.Given.Competition();
        var opened = node.Api().GetAsync($"/competitions/{competition.Slug}/events", HttpCompletionOption.ResponseHeadersRead, Ct);
        var watchers = node.Services.GetRequiredService<Watchers>();
        while (watchers.Count(competition.Id) == 0)
        {
            await Task.Yield();
        }

        await node.InScopeAsync(async services =>
        {
            await services.GetRequiredService<AnnouncePhase>().ExecuteAsync(competition.Phases[0].Id, Ct);
            return true;
        });

        using var response = await opened;
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));
        (await reader.ReadLineAsync(Ct)).ShouldBe("event: breath");
        while (await reader.ReadLineAsync(Ct) is { } line && line != "event: changed")
        {
            line.ShouldBeOneOf("data: 1", "");
        }
    }

    [Fact]
    public async Task a_draft_has_no_news_for_strangers()
    {
        var competition = await node.Given.Competition(isPublished: false);

        using var response = await node.Api().GetAsync($"/competitions/{competition.Slug}/events", Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task a_page_listens_only_when_a_phase_is_about_to_change()
    {
        var now = node.Clock.GetUtcNow();
        var soon = await node.Given.Competition(change: c => c.Phases[0].EndsAt = now.AddHours(23));
        var later = await node.Given.Competition(change: c => c.Phases[0].EndsAt = now.AddHours(25));

        (await Listens(soon.Slug)).ShouldBe($"/competitions/{soon.Slug}/events");
        (await Listens(later.Slug)).ShouldBeNullOrEmpty();

        async Task<string?> Listens(string slug) =>
            (await node.Browser().VisitAsync($"/competitions/{slug}")).Document.QuerySelector("[data-events]")?.GetAttribute("data-events");
    }
}
