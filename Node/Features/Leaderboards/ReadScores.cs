using Agon.Node.Data;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads what submissions scored. Two queries for any number.</summary>
internal sealed class ReadScores(NodeDb db)
{
    public async Task<IReadOnlyDictionary<Guid, SubmissionScores>> ExecuteAsync(IReadOnlyCollection<Guid> submissionIds, CancellationToken ct)
    {
        var runs = await db.Runs.AsNoTracking().Where(r => submissionIds.Contains(r.SubmissionId)).ToListAsync(ct);
        var counted = runs.GroupBy(r => (r.SubmissionId, r.TaskId)).Select(t => SubmissionProgress.Counted(t)).ToList();
        var ids = counted.Where(r => r.Status == RunStatus.Scored).Select(r => r.Id).ToList();
        var scores = await db.RunScores.AsNoTracking().Where(s => ids.Contains(s.RunId)).ToListAsync(ct);
        var byRun = scores.ToLookup(s => s.RunId);
        return counted.GroupBy(r => r.SubmissionId).ToDictionary(s => s.Key, s => new SubmissionScores(s.ToDictionary(
            r => r.TaskId, r => (IReadOnlyDictionary<string, double>)byRun[r.Id].ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal))));
    }

    public async Task<SubmissionScores> ExecuteAsync(Guid submissionId, CancellationToken ct) =>
        (await ExecuteAsync([submissionId], ct)).GetValueOrDefault(submissionId) ?? SubmissionScores.None;
}
