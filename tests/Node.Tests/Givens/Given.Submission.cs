using System.IO.Compression;
using System.Text;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Files;
using Agon.Node.Features.Runs.Leases;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests;

internal sealed partial class Given
{
    /// <summary>A zip with these files and contents.</summary>
    public static byte[] Zip(params (string Path, string Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A zip of predictions, as most submissions are.</summary>
    public static byte[] Predictions() => Zip(("predictions.csv", "1,2,3"));

    /// <summary>A person who takes part.</summary>
    public async Task<Account> ParticipantOf(Competition competition, string? name = null)
    {
        var account = await Account(name);
        await Participant(competition, account);
        return account;
    }

    /// <summary>Bytes in the store.</summary>
    public Task<ReceivedFile> File(byte[] bytes, string name = "submission.zip") => node.InScopeAsync(async services =>
    {
        await using var writer = services.GetRequiredService<IFileStore>().Begin(bytes.Length);
        await writer.WriteAsync(bytes);
        return new ReceivedFile(await writer.CompleteAsync(CancellationToken.None), name, new Dictionary<string, string>());
    });

    /// <summary>Sends a zip; the outcome may be a refusal.</summary>
    public async Task<ReceiveSubmissionOutcome> Sent(Competition competition, Account account, byte[]? zip = null, int phase = 1, IReadOnlyDictionary<string, string>? facts = null)
    {
        var file = await File(zip ?? Predictions());
        var phaseId = competition.Phases.Single(p => p.Number == phase).Id;
        return await node.DoAsync<ReceiveSubmission, ReceiveSubmissionOutcome>(receive => receive.ExecuteAsync(phaseId, account.Id, file, facts ?? new Dictionary<string, string>(), CancellationToken.None));
    }

    /// <summary>A submission that was received and is queued.</summary>
    public async Task<Submission> Submission(Competition competition, Account? account = null, byte[]? zip = null, int phase = 1)
    {
        account ??= await ParticipantOf(competition);
        return (await Sent(competition, account, zip, phase)).ShouldBeOfType<ReceiveSubmissionOutcome.Received>().Submission;
    }

    /// <summary>A submission without runs, for tests that make their own.</summary>
    public async Task<Submission> BareSubmission(Competition competition)
    {
        var file = await StoredFile("answers", StoredFileKind.Submission, "answers.zip");
        return await SavedAsync(new Submission
        {
            Id = NewId(),
            CompetitionId = competition.Id,
            PhaseId = competition.Phases[0].Id,
            AccountId = (await Account()).Id,
            Number = Next(),
            FileId = file.Id,
            HasMetadata = false,
            HasWrappingFolder = false,
            CreatedAt = node.Clock.GetUtcNow(),
        });
    }

    /// <summary>A submission that was run and got these scores.</summary>
    public async Task<Submission> Scored(Competition competition, Account? account = null, double accuracy = 0.5, double loss = 1, int phase = 1)
    {
        var submission = await Submission(competition, account, phase: phase);
        await Report(submission, ("accuracy", accuracy), ("loss", loss));
        return submission;
    }

    /// <summary>Leases the submission's waiting runs, whatever else waits, and reports these scores for each.</summary>
    public async Task Report(Submission submission, params (string Key, double Value)[] scores)
    {
        foreach (var run in await node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id && r.EndedAt == null).OrderBy(r => r.Number).ToListAsync()))
        {
            var token = await Lease(run.Id);
            var report = new RunReport { FencingToken = token, Scores = scores.ToDictionary(s => s.Key, s => s.Value) };
            (await node.DoAsync<AcceptReport, LeaseOutcome>(accept => accept.ExecuteAsync(run.Id, report, CancellationToken.None))).ShouldBeOfType<LeaseOutcome.Accepted>();
        }
    }

    /// <summary>Makes the submission's first waiting run fail.</summary>
    public async Task Fail(Submission submission, RunFailureCode code = RunFailureCode.ScoringFailed, string detail = "Exit code 1.")
    {
        var run = await node.QueryAsync(db => db.Runs.Where(r => r.SubmissionId == submission.Id && r.EndedAt == null).OrderBy(r => r.Number).FirstAsync());
        var report = new RunReport { FencingToken = await Lease(run.Id), Failure = new RunFailure(code, detail) };
        (await node.DoAsync<AcceptReport, LeaseOutcome>(accept => accept.ExecuteAsync(run.Id, report, CancellationToken.None))).ShouldBeOfType<LeaseOutcome.Accepted>();
    }

    /// <summary>Gives one run, and no other, to a worker; its fencing token.</summary>
    public Task<int> Lease(Guid runId, string worker = "test-worker") => node.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<NodeDb>();
        var run = await db.Runs.Include(r => r.Submission!.Runs).SingleAsync(r => r.Id == runId);
        var now = node.Clock.GetUtcNow();
        run.Lease(worker, "an-image:1", now, now.AddMinutes(1));
        run.Submission!.Follow(SubmissionProgress.Of(run.Submission.Runs), SubmissionProgress.Counts(run.Submission.Runs), now);
        await db.SaveChangesAsync();
        return run.FencingToken;
    });
}
