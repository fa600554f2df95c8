using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Runs.Leases;

/// <summary>Begins a lease and writes down everything its worker needs.</summary>
internal sealed class WriteLease(NodeDb db, FileLinks links, IOptions<RunOptions> options)
{
    // On top of the two steps: fetching, the image, unpacking, a slow line.
    private static readonly TimeSpan TimeToPrepare = TimeSpan.FromHours(1);

    public async Task<Lease> BeginAsync(Run run, string worker, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken ct)
    {
        var needs = await db.Runs.AsNoTracking().Where(r => r.Id == run.Id).Select(r => new
        {
            r.Submission!.Phase!.Competition!.DockerImage,
            r.Submission.Phase.Competition.EnableDetailedResults,
            r.Submission.Phase.AcceptsOnlyResults,
            StepSeconds = r.Submission.Phase.ExecutionTimeLimit,
            Submission = r.Submission.File!,
            ScoringProgram = r.Task!.ScoringProgram!,
            r.Task.IngestionProgram,
            r.Task.InputData,
            r.Task.ReferenceData,
            r.Task.IngestionOnlyDuringScoring,
        }).SingleAsync(ct);
        var lifetime = TimeToPrepare + TimeSpan.FromSeconds(2 * Limits(needs.StepSeconds).StepSeconds);
        run.Lease(worker, needs.DockerImage, now, expiresAt);
        return new Lease
        {
            Id = run.Id,
            FencingToken = run.FencingToken,
            ExpiresAt = expiresAt,
            RenewEverySeconds = options.Value.RenewEverySeconds,
            Image = needs.DockerImage,
            Submission = Input(needs.Submission, lifetime)!,
            ScoringProgram = Input(needs.ScoringProgram, lifetime)!,
            // Results are not made by anything here; beside scoring an ingestion program still has its part.
            IngestionProgram = needs.AcceptsOnlyResults && !needs.IngestionOnlyDuringScoring ? null : Input(needs.IngestionProgram, lifetime),
            InputData = Input(needs.InputData, lifetime),
            ReferenceData = Input(needs.ReferenceData, lifetime),
            IngestionOnlyDuringScoring = needs.IngestionOnlyDuringScoring,
            WantsDetailedResults = needs.EnableDetailedResults,
            Limits = Limits(needs.StepSeconds),
        };
    }

    /// <summary>What the containers of a run may use; a phase from before the operator's maximum gets no more than it.</summary>
    public RunLimits Limits(int stepSeconds) => new()
    {
        StepSeconds = Math.Min(stepSeconds, options.Value.MaxStepSeconds),
        MemoryBytes = options.Value.MemoryBytes,
        Cpus = options.Value.Cpus,
        Pids = options.Value.Pids,
        DirectoryBytes = options.Value.DirectoryBytes,
        LogBytes = options.Value.LogBytes,
    };

    private RunInput? Input(StoredFile? file, TimeSpan lifetime) =>
        file is null ? null : new RunInput(links.PathTo(file.Sha256, file.Name, lifetime), file.Sha256, file.Bytes, file.Name);
}
