using Agon.Node.Data;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions.Access;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Submissions;

/// <summary>Reads submissions for the API, as one visitor may see them: the same few queries for any number.</summary>
internal sealed class ReadSubmissions(NodeDb db, ReadScores readScores)
{
    public async Task<SubmissionResource> OneAsync(SubmissionAccess access, CancellationToken ct) => (await ManyAsync([access], ct))[0];

    public async Task<IReadOnlyList<SubmissionResource>> ManyAsync(IReadOnlyList<SubmissionAccess> submissions, CancellationToken ct)
    {
        var ids = submissions.Select(s => s.Submission.Id).ToList();
        var runs = await db.Runs.AsNoTracking().Include(r => r.Task).Where(r => ids.Contains(r.SubmissionId)).OrderBy(r => r.Number).ToListAsync(ct);
        var scores = await readScores.ExecuteAsync(ids, ct);
        return [.. submissions.Select(s => Resource(s, [.. runs.Where(r => r.SubmissionId == s.Submission.Id)], scores))];
    }

    public static RunResource Resource(Run run) => new(
        run.Id, run.Number, run.SubmissionId, run.Task!.Name, run.Status, run.Step, run.FencingToken, run.Worker, Failure(run),
        run.QueuedAt, run.StartedAt, run.EndedAt, run.ImageName, run.ImageDigest);

    private static SubmissionResource Resource(SubmissionAccess access, List<Run> runs, IReadOnlyDictionary<Guid, SubmissionScores> scores)
    {
        var submission = access.Submission;
        var failed = submission.Status == SubmissionStatus.Failed ? runs.FindLast(r => r.Status == RunStatus.Failed) : null;
        return new SubmissionResource(
            submission.Id, submission.Number, access.Competition.Slug, access.Phase.Number, submission.Account!.DisplayName, submission.Status,
            failed is null ? null : Failure(failed), submission.CreatedAt, submission.File!.Bytes, submission.File.Sha256, submission.File.Name,
            submission.HasWrappingFolder, submission.HasMetadata,
            scores.TryGetValue(submission.Id, out var found) ? access.Visible(found) : new Dictionary<string, double>(),
            [.. runs.Select(Resource)], NodeLinks.Submissions.Show(submission.Id));
    }

    private static FailureResource? Failure(Run run) => run.FailureCode is { } code ? new FailureResource(code, run.FailureDetail!) : null;
}
