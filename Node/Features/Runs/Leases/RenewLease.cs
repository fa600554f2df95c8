using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Agon.Node.Features.Messaging;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>Keeps a lease, takes new log text, and tells the worker whether somebody cancelled the run. Saying the same twice changes nothing.</summary>
internal sealed class RenewLease(NodeDb db, SubmissionTurn turn, AppendLog append, NoteWorker noteWorker, Outbox outbox, IOptions<RunOptions> options, TimeProvider clock)
{
    public async Task<LeaseOutcome> ExecuteAsync(Guid runId, LeaseRenewal renewal, CancellationToken ct)
    {
        string worker;
        LeaseRenewed answer;
        await using (var held = await turn.TakeOfRunAsync(runId, ct))
        {
            if (held?.Run(runId) is not { } run || !run.IsLeasedBy(renewal.FencingToken))
            {
                return new LeaseOutcome.Lost();
            }

            var now = clock.GetUtcNow();
            var before = (run.Step, run.ImageName);
            run.Renew(renewal.Step, renewal.Image, now, now + options.Value.LeaseLength);
            if (await append.ExecuteAsync(run, renewal.Logs, ct) | before != (run.Step, run.ImageName))
            {
                outbox.Add(new RunChanged(run.SubmissionId));
            }

            await db.SaveChangesAsync(ct);
            await held.CommitAsync();
            worker = run.Worker!;
            answer = new LeaseRenewed(run.LeaseExpiresAt!.Value, run.IsCancelRequested);
        }

        await noteWorker.ExecuteAsync(worker, version: null, ct);
        return new LeaseOutcome.Renewed(answer);
    }
}
