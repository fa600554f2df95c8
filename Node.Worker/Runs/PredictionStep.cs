using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Runs;

/// <summary>Makes predictions: the submission's program, the ingestion program, both at the same time, or just the submitted files.</summary>
internal sealed class PredictionStep(RunStepContainers containers, ContainerUser user)
{
    public async Task<RunFailure?> ExecuteAsync(ActiveRun run, PreparedRun prepared, ImageOutcome.Ready image, CancellationToken ct)
    {
        run.Step = RunStep.Predicting;
        var places = run.Directories;
        if (prepared.Submission is [])
        {
            SubmissionContent.CopyTo(places.Submission, places.Prediction, user);
        }

        var end = await containers.ExecuteAsync(run, image, [.. Programs(run, prepared)], ct);
        ct.ThrowIfCancellationRequested();

        var outcome = StepOutcome.Judge(run, prepared, RunStep.Predicting, end, places.Prediction);
        if (!outcome.IsSendable)
        {
            return outcome.Failure;
        }

        if (!StepMetadata.Write(places.Prediction, run.Containers))
        {
            run.Logs.Say("The output holds a directory 'metadata', so exit codes and times could not be written to a file of that name.");
        }

        run.Outputs.Add((RunOutputs.Prediction, places.Prediction));
        return outcome.Failure;
    }

    private static IEnumerable<ProgramContainer> Programs(ActiveRun run, PreparedRun prepared)
    {
        var places = run.Directories;
        ContainerDirectory[] common =
        [
            new(places.Prediction, ContainerPaths.Output, IsWritable: true),
            new(places.PredictionShared, ContainerPaths.Shared, IsWritable: true),

            // Under both names: programs of the older format say $input, which is /app/input for a submission.
            .. run.Lease.InputData is null
                ? (ContainerDirectory[])[]
                : [new(places.InputData, ContainerPaths.InputData), new(places.InputData, ContainerPaths.Input)],
        ];

        if (prepared.Ingestion is not [] && !run.Lease.IngestionOnlyDuringScoring)
        {
            yield return ProgramContainer.From(
                LogStream.Ingestion,
                RunStep.Predicting,
                prepared.Ingestion,
                [
                    .. common,
                    new(places.Ingestion, ContainerPaths.Program),
                    new(places.Ingestion, ContainerPaths.IngestionProgram),
                    new(places.Submission, ContainerPaths.IngestedProgram),
                ]);
        }

        if (prepared.Submission is not [])
        {
            yield return ProgramContainer.From(
                LogStream.Submission, RunStep.Predicting, prepared.Submission, [.. common, new(places.Submission, ContainerPaths.Program)]);
        }
    }
}
