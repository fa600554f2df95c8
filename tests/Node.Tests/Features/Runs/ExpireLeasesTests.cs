using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Runs;

/// <summary>One node per test: the queue is the whole node's.</summary>
public sealed class ExpireLeasesTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();
    private readonly TestWorker _worker;

    public ExpireLeasesTests() => _worker = new TestWorker(_node);

    private Given Given => _node.Given;

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task a_silent_workers_run_goes_back_to_the_queue()
    {
        var submission = await Given.Submission(await Given.Competition());
        await _worker.LeaseAsync();

        await _worker.ExpireAsync();

        (await _worker.FindAsync(submission)).Status.ShouldBe(RunStatus.Queued);
        (await _node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id))).Status.ShouldBe(SubmissionStatus.Queued);
    }

    [Fact]
    public async Task a_lease_that_was_renewed_in_time_stays()
    {
        var submission = await Given.Submission(await Given.Competition());
        var lease = (await _worker.LeaseAsync())!;
        _node.Clock.Advance(TimeSpan.FromSeconds(59));
        await _worker.RenewAsync(lease);
        _node.Clock.Advance(TimeSpan.FromSeconds(59));

        await _worker.DoExpireAsync();

        (await _worker.FindAsync(submission)).Status.ShouldBe(RunStatus.Running);
    }

    [Fact]
    public async Task after_the_last_allowed_lease_the_run_fails_with_a_name()
    {
        var submission = await Given.Submission(await Given.Competition());
        for (var i = 1; i <= Run.MaxLeases; i++)
        {
            (await _worker.LeaseAsync())!.FencingToken.ShouldBe(i);
            await _worker.ExpireAsync();
        }

        var run = await _worker.FindAsync(submission);
        (run.Status, run.FailureCode).ShouldBe((RunStatus.Failed, RunFailureCode.WorkersLost));
        (await _worker.LeaseAsync()).ShouldBeNull();
        (await _node.QueryAsync(db => db.Submissions.SingleAsync(s => s.Id == submission.Id))).Status.ShouldBe(SubmissionStatus.Failed);
    }

    [Fact]
    public async Task expiring_twice_is_once()
    {
        await Given.Submission(await Given.Competition());
        await _worker.LeaseAsync();
        await _worker.ExpireAsync();

        (await _worker.DoExpireAsync()).ShouldBe(0);
    }
}
