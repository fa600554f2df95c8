using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Runs.Leases;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Runs;

/// <summary>Does what workers do, without HTTP.</summary>
internal sealed class TestWorker(NodeHost node)
{
    public Task<Lease?> LeaseAsync(string worker = "cpu-1", int wait = 0) => node.DoAsync<LeaseRun, Lease?>(lease =>
        lease.ExecuteAsync(new LeaseRequest { Worker = worker, Version = "0.1", WaitSeconds = wait }, TestContext.Current.CancellationToken));

    public Task<LeaseOutcome> RenewAsync(Lease lease, params LogChunk[] logs) => RenewAsync(lease.Id, lease.FencingToken, RunStep.Preparing, logs);

    public Task<LeaseOutcome> RenewAsync(Lease lease, RunStep step) => RenewAsync(lease.Id, lease.FencingToken, step);

    public Task<LeaseOutcome> RenewAsync(Guid run, int token, RunStep step, params LogChunk[] logs) => node.DoAsync<RenewLease, LeaseOutcome>(renew =>
        renew.ExecuteAsync(run, new LeaseRenewal { FencingToken = token, Step = step, Logs = logs }, CancellationToken.None));

    public Task<LeaseOutcome> ReportAsync(Lease lease, Func<RunReport, RunReport> change) => ReportAsync(lease.Id, lease.FencingToken, change);

    public Task<LeaseOutcome> ReportAsync(Guid run, int token, Func<RunReport, RunReport> change) => node.DoAsync<AcceptReport, LeaseOutcome>(accept =>
        accept.ExecuteAsync(run, change(new RunReport { FencingToken = token }), CancellationToken.None));

    /// <summary>Lets every lease run out.</summary>
    public async Task ExpireAsync()
    {
        node.Clock.Advance(TimeSpan.FromSeconds(61));
        await DoExpireAsync();
    }

    public Task<int> DoExpireAsync() => node.DoAsync<ExpireLeases, int>(expire => expire.ExecuteAsync(CancellationToken.None));

    public Task<Guid> RunOfAsync(Submission submission) => node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id).Select(r => r.Id).SingleAsync());

    public Task<Run> FindAsync(Submission submission) => node.QueryAsync(db => db.Runs.SingleAsync(r => r.SubmissionId == submission.Id));

    public async Task<string> LogAsync(Lease lease, LogStream stream) => string.Concat(await node.QueryAsync(db => db.RunLogs
        .Where(l => l.RunId == lease.Id && l.FencingToken == lease.FencingToken && l.Stream == stream).OrderBy(l => l.Offset).Select(l => l.Text).ToListAsync()));

    /// <summary>Moves the clock until a waiting call gives up: it asks for its timers as it goes.</summary>
    public async Task AdvanceUntilDoneAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            node.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
