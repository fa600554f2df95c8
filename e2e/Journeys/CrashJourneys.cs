using System.Text.Json;

namespace Agon.Journeys;

/// <summary>Processes end without warning; nothing is lost and nothing counts twice.</summary>
public sealed class CrashJourneys : IAsyncLifetime
{
    // Short, so that a dead worker's run is given to another soon.
    private static readonly string[] ShortLeases = ["--Runs:LeaseSeconds=10", "--Runs:RenewEverySeconds=3"];
    private readonly string _directory = Directory.CreateTempSubdirectory("agon-crash-").FullName;
    private RunningSite _node = null!;
    private NodeApi _api = null!;
    private string _workerToken = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await RunningSite.NodeAsync(Path.Combine(_directory, "node"), ShortLeases);
        await _node.RunAsync(["user", "create", "--email", "o@example.org", "--name", "Olga", "--operator"]);
        var token = await _node.RunAsync(["token", "create", "--user", "o@example.org", "--name", "t", "--scope", "read", "--scope", "submit", "--scope", "organize"]);
        _workerToken = await _node.RunAsync(["token", "create", "--user", "o@example.org", "--name", "w", "--scope", "worker"]);
        _api = new NodeApi(_node.Api(token));
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task another_worker_finishes_the_run_of_one_that_was_killed()
    {
        var slug = await CompetitionAsync(2);
        await using var first = Worker("first");
        var submission = await _api.SubmitAsync(slug, 2, await Samples.SlowCodeAsync(6));
        await _api.RunningAsync(submission);

        await first.KillAsync();
        await using var second = Worker("second");
        var end = await _api.EndAsync(submission);

        await FinishedOnASecondLeaseAsync(end, "second");
    }

    [Fact]
    public async Task a_worker_that_was_killed_and_starts_again_finishes_its_run()
    {
        var slug = await CompetitionAsync(2);
        await using var first = Worker("only");
        var submission = await _api.SubmitAsync(slug, 2, await Samples.SlowCodeAsync(6));
        await _api.RunningAsync(submission);

        await first.KillAsync();
        await using var again = Worker("only");
        var end = await _api.EndAsync(submission);

        await FinishedOnASecondLeaseAsync(end, "only");
    }

    [Fact]
    public async Task a_node_killed_during_uploads_and_reports_completes_every_accepted_submission()
    {
        var slug = await CompetitionAsync(1);
        await using var worker = Worker("steady");
        var zip = await File.ReadAllBytesAsync(await Samples.SubmissionAsync("results-neighbours"));
        var accepted = new List<Guid>();

        // Rounds of uploads while earlier ones are reported; in each the node dies at another moment.
        for (var round = 0; round < 3; round++)
        {
            var sending = Enumerable.Range(0, 6).Select(_ => TrySubmitAsync(slug, zip)).ToList();
            accepted.AddRange((await Task.WhenAll(sending.Take(2 + round))).OfType<Guid>());
            await _node.KillAsync();
            accepted.AddRange((await Task.WhenAll(sending.Skip(2 + round))).OfType<Guid>());
            await _node.StartAgainAsync();
        }

        accepted.Count.ShouldBeGreaterThanOrEqualTo(6, "some of each round were accepted before the node died");
        accepted.ShouldBeUnique();
        foreach (var submission in accepted)
        {
            var end = await _api.EndAsync(submission);
            NodeApi.Text(end, "status").ShouldBe("Scored", end.ToString());
            end.GetProperty("runs").GetArrayLength().ShouldBe(1);
            end.GetProperty("scores").GetProperty("accuracy").GetDouble().ShouldBe(0.92, 1e-9);
        }

        var board = await _api.GetAsync($"competitions/{slug}/phases/1/leaderboard");
        board.GetProperty("total").GetInt32().ShouldBe(1, board.ToString());
    }

    private async Task<string> CompetitionAsync(int open) => await _api.PublishAsync(await Samples.BundleAsync(open, $"Crash {open}"));

    private RunningWorker Worker(string name) => RunningWorker.Start(Path.Combine(_directory, name), _node.Address, _workerToken, name);

    private async Task<Guid?> TrySubmitAsync(string slug, byte[] zip)
    {
        try
        {
            using var response = await _api.SendAsync($"competitions/{slug}/phases/1/submissions?fileName=mine.zip", zip);
            return response.IsSuccessStatusCode
                ? JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid()
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>One run, scored, by this worker, on a later lease than the first.</summary>
    private async Task FinishedOnASecondLeaseAsync(JsonElement submission, string worker)
    {
        NodeApi.Text(submission, "status").ShouldBe("Scored", submission.ToString());
        var run = submission.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        var details = await _api.GetAsync($"runs/{run.GetProperty("id").GetGuid()}");
        NodeApi.Text(details, "worker").ShouldBe(worker);
        details.GetProperty("attempt").GetInt32().ShouldBeGreaterThan(1, details.ToString());
    }
}
