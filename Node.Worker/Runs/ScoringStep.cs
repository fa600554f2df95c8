using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Containers;

namespace Agon.Node.Worker.Runs;

/// <summary>What a run came to: scores, or why there are none.</summary>
internal sealed record RunVerdict(RunFailure? Failure, IReadOnlyDictionary<string, double> Scores)
{
    public static RunVerdict Of(RunFailure failure) => new(failure, new Dictionary<string, double>());
}

/// <summary>Scores predictions, with the ingestion program beside the scoring program if the task says so.</summary>
internal sealed class ScoringStep(RunStepContainers containers)
{
    public async Task<RunVerdict> ExecuteAsync(ActiveRun run, PreparedRun prepared, ImageOutcome.Ready image, CancellationToken ct)
    {
        run.Step = RunStep.Scoring;
        var (result, before) = (run.Directories.Result, run.Containers.Count);
        var end = await containers.ExecuteAsync(run, image, [.. Programs(run, prepared)], ct);
        ct.ThrowIfCancellationRequested();

        var outcome = StepOutcome.Judge(run, prepared, RunStep.Scoring, end, result);
        if (outcome.IsSendable)
        {
            StepMetadata.Write(result, [.. run.Containers.Skip(before)]);
            run.Outputs.Add((RunOutputs.Scoring, result));
        }

        return outcome.Failure is { } failure ? RunVerdict.Of(failure) : Read(result);
    }

    private static RunVerdict Read(string result) => ScoresFile.ReadFrom(result) switch
    {
        ScoresOutcome.Read(var scores) => new RunVerdict(null, scores),
        ScoresOutcome.Missing(var elsewhere) => RunVerdict.Of(RunMessages.ScoresMissing(elsewhere)),
        ScoresOutcome.Malformed(var file, var reason) => RunVerdict.Of(RunMessages.ScoresMalformed(file, reason)),
        var other => throw new InvalidOperationException($"{other}"),
    };

    private static IEnumerable<ProgramContainer> Programs(ActiveRun run, PreparedRun prepared)
    {
        var places = run.Directories;
        ContainerDirectory[] common =
        [
            new(places.Reference, ContainerPaths.Reference),
            new(places.Prediction, ContainerPaths.Result),
            new(places.Result, ContainerPaths.Output, IsWritable: true),
            new(places.ScoringShared, ContainerPaths.Shared, IsWritable: true),
            .. run.Lease is { IngestionOnlyDuringScoring: true, InputData: not null }
                ? (ContainerDirectory[])[new(places.InputData, ContainerPaths.InputData)]
                : [],
        ];

        yield return ProgramContainer.From(
            LogStream.Scoring, RunStep.Scoring, prepared.Scoring, [.. common, new(places.Scoring, ContainerPaths.Program)]);

        if (prepared.Ingestion is not [] && run.Lease.IngestionOnlyDuringScoring)
        {
            yield return ProgramContainer.From(
                LogStream.Ingestion,
                RunStep.Scoring,
                prepared.Ingestion,
                [
                    .. common,
                    new(places.Ingestion, ContainerPaths.Program),
                    new(places.Ingestion, ContainerPaths.IngestionProgram),
                    new(places.Submission, ContainerPaths.IngestedProgram),
                ]);
        }
    }
}
