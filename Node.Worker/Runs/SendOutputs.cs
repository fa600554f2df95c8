using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>Zips and uploads what the steps wrote; a run that failed sends what there is, because it shows why.</summary>
internal sealed class SendOutputs(NodeClient node, PersistentCalls calls)
{
    // Bytes damaged on the way are sent again; more often than this it is not the way.
    private const int Attempts = 3;

    /// <summary>Gives the failure when the node does not take what a score needs.</summary>
    public async Task<RunFailure?> ExecuteAsync(ActiveRun run, CancellationToken ct)
    {
        foreach (var (name, directory) in run.Outputs)
        {
            var zip = await OutputFile.ZipAsync(name, directory, run.Directories.ZipFile(name), ct);
            if (await SendAsync(run, zip, ct) is { } failure)
            {
                return failure;
            }
        }

        if (run.Lease.WantsDetailedResults && run.Outputs.Any(output => output.Name == RunOutputs.Scoring)
            && DetailedResults.Find(run.Directories.Result) is { } page)
        {
            // Opened once, and sent from a place of the worker's own.
            var copy = Path.Combine(run.Directories.Root, RunOutputs.DetailedResults);
            await using (var from = WrittenFile.Open(run.Directories.Result, page))
            await using (var to = new FileStream(copy, FileMode.Create, FileAccess.Write))
            {
                await from.CopyToAsync(to, ct);
            }

            var file = await OutputFile.OfAsync(RunOutputs.DetailedResults, copy, "text/html", ct);
            if (await SendAsync(run, file, ct) is { } notKept)
            {
                run.Logs.Say($"The page of detailed results was not kept: {notKept.Detail}");
            }
        }

        return null;
    }

    private async Task<RunFailure?> SendAsync(ActiveRun run, OutputFile file, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            switch (await calls.UntilAnsweredAsync(token => node.UploadAsync(run.Lease, file, token), LeaseKeeper.Patience, ct))
            {
                case NodeReply.Accepted:
                    return null;
                case NodeReply.LeaseLost:
                    run.Stop.Request(StopCause.LeaseLost);
                    ct.ThrowIfCancellationRequested();
                    return null;
                case NodeReply.TooLarge(var reason):
                    return RunMessages.OutputRefused(file.Name, reason);
                case NodeReply.Unreachable(var reason):
                    return RunMessages.WorkerFailed($"the node did not take the output '{file.Name}' ({reason})");
                case NodeReply.Refused(var reason) when attempt == Attempts:
                    return RunMessages.WorkerFailed($"the node refused the output '{file.Name}' ({reason})");
            }
        }
    }
}
