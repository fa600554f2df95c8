using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Files;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Runs;

/// <summary>One node per test: the queue is the whole node's.</summary>
public sealed class LeaseTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();
    private readonly TestWorker _worker;

    public LeaseTests() => _worker = new TestWorker(_node);

    private Given Given => _node.Given;

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task no_lease_gives_longer_than_the_operator_allows()
    {
        var competition = await Given.Competition(change: c => c.Phases[0].ExecutionTimeLimit = 604_800);
        await Given.Submission(competition);

        (await _worker.LeaseAsync())!.Limits.StepSeconds.ShouldBe(3600);
    }

    [Fact]
    public async Task nobody_takes_all_workers_while_others_wait()
    {
        var competition = await Given.Competition();
        var eager = await Given.ParticipantOf(competition);
        var sent = new List<Submission>();
        for (var i = 0; i < 2; i++)
        {
            sent.Add(await Given.Submission(competition, eager));
            _node.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        sent.Insert(1, await Given.Submission(competition));
        _node.Clock.Advance(TimeSpan.FromSeconds(1));
        var elsewhere = await Given.Competition();
        await Given.Participant(elsewhere, eager);
        sent.Add(await Given.Submission(elsewhere, eager));
        _node.Clock.Advance(TimeSpan.FromSeconds(1));

        // In another competition the eager one has nothing running yet.
        foreach (var submission in (Submission[])[sent[0], sent[1], sent[3], sent[2]])
        {
            (await _worker.LeaseAsync())!.Id.ShouldBe(await _worker.RunOfAsync(submission));
        }
    }

    [Fact]
    public async Task the_run_that_waited_longest_comes_first()
    {
        var competition = await Given.Competition();
        var first = await Given.Submission(competition);
        _node.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Given.Submission(competition);

        (await _worker.LeaseAsync())!.Id.ShouldBe(await _worker.RunOfAsync(first));
        (await _worker.LeaseAsync())!.Id.ShouldBe(await _worker.RunOfAsync(second));
        (await _worker.LeaseAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task a_lease_says_all_a_worker_needs()
    {
        var competition = await Given.Competition(change: c =>
        {
            c.DockerImage = "python:3.11";
            c.EnableDetailedResults = true;
            c.Phases[0].ExecutionTimeLimit = 77;
        });
        var zip = Given.Predictions();
        var submission = await Given.Submission(competition, zip: zip);

        var lease = (await _worker.LeaseAsync("gpu-2"))!;

        lease.ShouldSatisfyAllConditions(
            l => l.FencingToken.ShouldBe(1),
            l => l.Image.ShouldBe("python:3.11"),
            l => l.WantsDetailedResults.ShouldBeTrue(),
            l => l.Limits.StepSeconds.ShouldBe(77),
            l => l.ExpiresAt.ShouldBe(_node.Clock.GetUtcNow().AddSeconds(60)),
            l => l.Submission.Bytes.ShouldBe(zip.Length),
            l => l.IngestionProgram.ShouldBeNull());
        var run = await _worker.FindAsync(submission);
        (run.Status, run.Step, run.Worker, run.RequestedImage).ShouldBe((RunStatus.Running, RunStep.Preparing, "gpu-2", "python:3.11"));
        using var http = _node.Api();
        (await http.GetByteArrayAsync(lease.Submission.Url, TestContext.Current.CancellationToken)).ShouldBe(zip);
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    public async Task results_are_scored_without_an_ingestion_program_unless_it_belongs_to_scoring(bool acceptsOnlyResults, bool onlyDuringScoring, bool isSent)
    {
        var program = await Given.StoredFile("ingestion", StoredFileKind.IngestionProgram, "ingestion.zip");
        await Given.Submission(await Given.Competition(change: c =>
        {
            c.Phases[0].AcceptsOnlyResults = acceptsOnlyResults;
            (c.Tasks[0].IngestionProgramId, c.Tasks[0].IngestionOnlyDuringScoring) = (program.Id, onlyDuringScoring);
        }));

        ((await _worker.LeaseAsync())!.IngestionProgram is not null).ShouldBe(isSent);
    }

    [Fact]
    public async Task a_submission_runs_as_soon_as_one_of_its_runs_does()
    {
        var submission = await Given.Submission(await Given.Competition());

        await _worker.LeaseAsync();

        (await _node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id))).Status.ShouldBe(SubmissionStatus.Running);
    }

    [Fact]
    public async Task two_workers_never_get_the_same_run()
    {
        var competition = await Given.Competition();
        var account = await Given.ParticipantOf(competition);
        for (var i = 0; i < 5; i++)
        {
            await Given.Submission(competition, account);
        }

        var leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => _worker.LeaseAsync($"worker-{i}"))));

        leases.OfType<Lease>().Select(l => l.Id).Distinct().Count().ShouldBe(5);
        leases.Count(l => l is null).ShouldBe(7);
    }

    [Fact]
    public async Task a_waiting_worker_is_woken_by_an_offer()
    {
        var competition = await Given.Competition();
        var waiting = _worker.LeaseAsync(wait: 30);

        await Given.Submission(competition);
        await _node.SettleAsync();

        (await waiting).ShouldNotBeNull();
    }

    [Fact]
    public async Task a_waiting_worker_goes_home_when_its_time_is_over()
    {
        var waiting = _worker.LeaseAsync(wait: 7);

        await _worker.AdvanceUntilDoneAsync(waiting);

        (await waiting).ShouldBeNull();
    }

    [Fact]
    public async Task a_run_with_a_pause_is_leased_when_the_pause_is_over()
    {
        await Given.Submission(await Given.Competition());
        var lease = (await _worker.LeaseAsync())!;
        await _worker.ReportAsync(lease, r => r with { Failure = new RunFailure(RunFailureCode.WorkerFailed, "The engine is gone.") });

        (await _worker.LeaseAsync()).ShouldBeNull();
        _node.Clock.Advance(TimeSpan.FromSeconds(5));
        (await _worker.LeaseAsync())!.FencingToken.ShouldBe(2);
    }

    [Fact]
    public async Task a_worker_is_seen_when_it_calls()
    {
        await _worker.LeaseAsync("gpu-2");
        await _worker.LeaseAsync("gpu-2");

        var seen = await _node.QueryAsync(db => db.WorkerSightings.SingleAsync());
        (seen.Name, seen.Version, seen.LastSeenAt).ShouldBe(("gpu-2", "0.1", _node.Clock.GetUtcNow()));
    }
}
