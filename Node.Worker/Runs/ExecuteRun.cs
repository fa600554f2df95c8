using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Runs;

/// <summary>Executes one run from its inputs to its uploaded outputs.</summary>
internal sealed class ExecuteRun(PrepareInputs prepare, ImageSource images, PredictionStep predict, ScoringStep score, SendOutputs send)
{
    public async Task<RunVerdict> ExecuteAsync(ActiveRun run, CancellationToken ct)
    {
        var verdict = await RunAsync(run, ct);
        return await send.ExecuteAsync(run, ct) is { } failure && verdict.Failure is null ? RunVerdict.Of(failure) : verdict;
    }

    private async Task<RunVerdict> RunAsync(ActiveRun run, CancellationToken ct)
    {
        switch (await prepare.ExecuteAsync(run, ct))
        {
            case PrepareOutcome.Failed(var failure):
                return RunVerdict.Of(failure);
            case PrepareOutcome.Ready(var prepared):
                return await RunAsync(run, prepared, ct);
            case var other:
                throw new InvalidOperationException($"{other}");
        }
    }

    private async Task<RunVerdict> RunAsync(ActiveRun run, PreparedRun prepared, CancellationToken ct)
    {
        var outcome = await images.GetAsync(run.Lease.Image, run.Logs.Say, ct);
        if (outcome is ImageOutcome.Missing(var name, var reason))
        {
            return RunVerdict.Of(RunMessages.ImageMissing(name, reason));
        }

        var image = (ImageOutcome.Ready)outcome;
        run.Image = new RunImage(image.Name, image.Id.StartsWith("sha256:", StringComparison.Ordinal) ? image.Id : "sha256:" + image.Id);
        return await predict.ExecuteAsync(run, prepared, image, ct) is { } failure
            ? RunVerdict.Of(failure)
            : await score.ExecuteAsync(run, prepared, image, ct);
    }
}
