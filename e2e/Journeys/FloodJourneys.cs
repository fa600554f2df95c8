using System.Net;

namespace Agon.Journeys;

public sealed class FloodJourneys(Campus campus, BrowserFixture browser)
{
    [Fact]
    public async Task two_hundred_submissions_at_once_are_all_scored_while_pages_answer()
    {
        const int people = 20, each = 10;
        var slug = await campus.OrganizerApi.PublishAsync(await Samples.BundleAsync(1, "Flood"));
        var zip = await File.ReadAllBytesAsync(await Samples.SubmissionAsync("results-pitch"));
        var apis = new List<NodeApi>();
        for (var i = 0; i < people; i++)
        {
            var api = await campus.ApiOfAsync(await campus.NewPersonAsync($"Flood {i}"), "submit", "read");
            await api.JoinAsync(slug);
            apis.Add(api);
        }

        var answers = await Task.WhenAll(apis.SelectMany(api => Enumerable.Range(0, each).Select(async _ => (Api: api, Response: await api.SendAsync($"competitions/{slug}/phases/1/submissions?fileName=r.zip", zip)))));

        answers.ShouldAllBe(a => a.Response.StatusCode == HttpStatusCode.Created || a.Response.StatusCode == HttpStatusCode.UnprocessableEntity);
        var accepted = new List<(NodeApi Api, Guid Id)>();
        foreach (var (api, response) in answers.Where(a => a.Response.StatusCode == HttpStatusCode.Created))
        {
            accepted.Add((api, System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid()));
        }

        accepted.Select(a => a.Id).Distinct().Count().ShouldBe(people * each);
        await browser.WithPageAsync(campus.Node.Address, async page => (await page.GotoAsync($"/competitions/{slug}/leaderboard", new() { Timeout = 5_000 }))!.Status.ShouldBe(200));
        foreach (var (api, id) in accepted)
        {
            NodeApi.Text(await api.EndAsync(id, TimeSpan.FromMinutes(10)), "status").ShouldBe("Scored");
        }

        var board = await campus.OrganizerApi.GetAsync($"competitions/{slug}/phases/1/leaderboard");
        board.GetProperty("total").GetInt32().ShouldBe(people);
    }
}
