using System.Net;
using System.Text.Json;

namespace Agon.Journeys;

public sealed class FloodJourneys(Campus campus)
{
    private const int People = 20, Each = 10;

    [Fact]
    public async Task two_hundred_submissions_at_once_are_all_scored_once_while_pages_and_api_answer()
    {
        var slug = await campus.OrganizerApi.PublishAsync(await Samples.BundleAsync(1, "Flood"));
        var zip = await File.ReadAllBytesAsync(await Samples.SubmissionAsync("results-pitch"));
        var apis = new List<NodeApi>();
        for (var i = 0; i < People; i++)
        {
            var api = await campus.ApiOfAsync(await campus.NewPersonAsync($"Flood {i}"), "submit", "read");
            await api.JoinAsync(slug);
            apis.Add(api);
        }

        using var over = new CancellationTokenSource();
        var visits = VisitAsync($"competitions/{slug}/leaderboard", $"api/v1/competitions/{slug}/phases/1/leaderboard", over.Token);
        var sent = await Task.WhenAll(apis.SelectMany(api => Enumerable.Range(0, Each).Select(_ => SendAsync(api, slug, zip))));

        sent.Select(s => s.Id).ShouldBeUnique();
        foreach (var (api, id) in sent)
        {
            var end = await api.EndAsync(id, TimeSpan.FromMinutes(15));
            NodeApi.Text(end, "status").ShouldBe("Scored", end.ToString());
            end.GetProperty("runs").GetArrayLength().ShouldBe(1);
        }

        foreach (var api in apis)
        {
            (await api.GetAsync($"competitions/{slug}/submissions")).GetProperty("total").GetInt32().ShouldBe(Each);
        }

        await over.CancelAsync();
        (await visits).ShouldBeGreaterThan(10);
    }

    private static async Task<(NodeApi Api, Guid Id)> SendAsync(NodeApi api, string slug, byte[] zip)
    {
        using var response = await api.SendAsync($"competitions/{slug}/phases/1/submissions?fileName=r.zip", zip);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (api, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid());
    }

    /// <summary>Visits page and API in turn until told to stop; every answer is a 200 within the client's patience. How many there were.</summary>
    private async Task<int> VisitAsync(string page, string api, CancellationToken stop)
    {
        using var http = campus.Node.Api();
        http.Timeout = TimeSpan.FromSeconds(20);
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var answers = 0;
        while (!stop.IsCancellationRequested)
        {
            (await http.GetAsync(page, CancellationToken.None)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await http.GetAsync(api, CancellationToken.None)).StatusCode.ShouldBe(HttpStatusCode.OK);
            answers += 2;
            try
            {
                await pace.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException)
            {
                // Everything is scored.
            }
        }

        return answers;
    }
}
