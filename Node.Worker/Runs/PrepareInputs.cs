using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Cache;

namespace Agon.Node.Worker.Runs;

/// <summary>Fetches and unpacks what a run needs, and finds out what there is to execute.</summary>
internal sealed class PrepareInputs(InputCache cache, InputDownload download)
{
    public async Task<PrepareOutcome> ExecuteAsync(ActiveRun run, CancellationToken ct)
    {
        var (lease, places) = (run.Lease, run.Directories);
        var submission = await PrepareSubmissionAsync(run, ct);
        if (submission.Problem is { } unreadable)
        {
            return Failed(RunMessages.SubmissionUnreadable(unreadable));
        }

        var code = submission.Lines is [] ? SubmissionContent.FindCode(places.Submission) : ProgramMetadata.FileNames[0];
        var ingestion = lease.IngestionProgram is { } program && NeedsIngestion(run, submission.Lines, code)
            ? await PrepareProgramAsync(run, program, places.Ingestion, "ingestion program", ct)
            : ProgramCommands.None;
        if (ingestion.Problem is { } wrong)
        {
            return Failed(RunMessages.TaskUnreadable("ingestion program", wrong));
        }

        var scoring = await PrepareProgramAsync(run, lease.ScoringProgram, places.Scoring, "scoring program", ct);
        if (scoring.Problem is { } broken)
        {
            return Failed(RunMessages.TaskUnreadable("scoring program", broken));
        }

        // Data nobody will look at is not fetched: input data can be large, and results need none.
        var needsInput = submission.Lines.Count + ingestion.Lines.Count > 0;
        foreach (var (data, place, part) in new[]
        {
            (needsInput ? lease.InputData : null, places.InputData, "input data"), (lease.ReferenceData, places.Reference, "reference data"),
        })
        {
            if (data is not null && await UnpackAsync(run, data, place, part, ct) is { } reason)
            {
                return Failed(RunMessages.TaskUnreadable(part, reason));
            }
        }

        return new PrepareOutcome.Ready(new PreparedRun(submission.Lines, ingestion.Lines, scoring.Lines, code is not null));
    }

    private static PrepareOutcome.Failed Failed(RunFailure failure) => new(failure);

    private async Task<ProgramCommands> PrepareSubmissionAsync(ActiveRun run, CancellationToken ct)
    {
        var place = run.Directories.Submission;
        if (await UnpackAsync(run, run.Lease.Submission, place, "submission", ct) is { } reason)
        {
            return ProgramCommands.Wrong(reason);
        }

        if (WrappingFolder.RemoveAroundProgram(place) is { } folder)
        {
            run.Logs.Say($"Everything in the submission was inside the folder '{PlainText.OneLine(folder)}'; it was taken out of it.");
        }
        else if (WrappingFolder.Find(place) is { } wrapping)
        {
            run.Logs.Say($"Everything in the submission is inside the folder '{PlainText.OneLine(wrapping)}', and programs find it there.");
        }

        var metadata = ProgramMetadata.Read(place);
        if (metadata is MetadataOutcome.None or MetadataOutcome.NoCommand)
        {
            run.Logs.Say($"The submission has no {(metadata is MetadataOutcome.None ? "metadata file" : "command in its metadata")}: its files are put into /app/output as they are.");
            return ProgramCommands.None;
        }

        return ProgramCommands.From(metadata);
    }

    private async Task<ProgramCommands> PrepareProgramAsync(ActiveRun run, RunInput input, string place, string part, CancellationToken ct)
    {
        if (await UnpackAsync(run, input, place, part, ct) is { } reason)
        {
            return ProgramCommands.Wrong(reason);
        }

        if (WrappingFolder.RemoveAroundProgram(place) is { } folder)
        {
            run.Logs.Say($"Everything in the {part} was inside the folder '{PlainText.OneLine(folder)}'; it was taken out of it.");
        }

        return ProgramCommands.From(ProgramMetadata.Read(place));
    }

    /// <summary>
    /// Results need no ingestion: there is nothing in them to run. Beside scoring it always runs, because the scoring program waits for it.
    /// </summary>
    private static bool NeedsIngestion(ActiveRun run, IReadOnlyList<string> submission, string? code)
    {
        if (run.Lease.IngestionOnlyDuringScoring || submission.Count > 0)
        {
            return true;
        }

        run.Logs.Say(code is null
            ? "The submission holds neither code nor a model, so it is taken as results: the ingestion program is skipped."
            : $"The submission holds '{PlainText.OneLine(code)}', so the ingestion program runs with it.");
        return code is not null;
    }

    /// <summary>Fetches and unpacks one input; gives the reason when its bytes are at fault.</summary>
    private async Task<string?> UnpackAsync(ActiveRun run, RunInput input, string place, string part, CancellationToken ct)
    {
        await using var file = await OpenAsync(run, input, isShared: place != run.Directories.Submission, ct);
        var unpacker = new ArchiveUnpacker(new ArchiveLimits(run.Lease.Limits.DirectoryBytes));
        switch (await unpacker.UnpackAsync(file, input.FileName, place, ct))
        {
            case UnpackOutcome.Refused(var reason):
                return reason;
            case UnpackOutcome.Unpacked(var files, var bytes):
                run.Logs.Say($"{char.ToUpperInvariant(part[0])}{part[1..]}: {files} {(files == 1 ? "file" : "files")}, {RunMessages.Size(bytes)}.");
                return null;
            case var other:
                throw new InvalidOperationException($"{other}");
        }
    }

    private async Task<FileStream> OpenAsync(ActiveRun run, RunInput input, bool isShared, CancellationToken ct)
    {
        if (isShared)
        {
            return await cache.OpenAsync(input, ct);
        }

        // A submission is used once, or a few times at most: it would only push data out of the cache.
        var path = run.Directories.SubmissionFile;
        await download.DownloadAsync(input, path, ct);
        return new FileStream(path, FileMode.Open, FileAccess.Read);
    }
}
