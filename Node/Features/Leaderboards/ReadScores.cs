using Agon.Node.Data;
using Agon.Node.Features.Runs;
using Agon.Node.Features.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads what submissions scored: of each key the mean over the tasks, and nothing where a task lacks it. Two queries for any number.</summary>
internal sealed class ReadScores(NodeDb db)
{
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, double>>> ExecuteAsync(IReadOnlyCollection<Guid> submissionIds, CancellationToken ct)
    {
        var runs = await db.Runs.AsNoTracking().Where(r => submissionIds.Contains(r.SubmissionId)).ToListAsync(ct);
        var counted = runs.GroupBy(r => (r.SubmissionId, r.TaskId)).Select(t => SubmissionProgress.Counted(t)).Where(r => r.Status == RunStatus.Scored).ToList();
        var ids = counted.ConvertAll(r => r.Id);
        var scores = await db.RunScores.AsNoTracking().Where(s => ids.Contains(s.RunId)).ToListAsync(ct);
        var byRun = scores.ToLookup(s => s.RunId);
        return counted.GroupBy(r => r.SubmissionId).ToDictionary(
            s => s.Key,
            s => (IReadOnlyDictionary<string, double>)Means([.. s.Select(r => byRun[r.Id])], tasks: runs.Where(r => r.SubmissionId == s.Key).Select(r => r.TaskId).Distinct().Count()));
    }

    public async Task<IReadOnlyDictionary<string, double>> ExecuteAsync(Guid submissionId, CancellationToken ct) =>
        (await ExecuteAsync([submissionId], ct)).GetValueOrDefault(submissionId) ?? new Dictionary<string, double>();

    private static Dictionary<string, double> Means(IReadOnlyList<IEnumerable<RunScore>> runs, int tasks) =>
        runs.SelectMany(r => r).GroupBy(s => s.Key, StringComparer.Ordinal)
            .Where(k => k.Count() == tasks)
            .ToDictionary(k => k.Key, k => k.Average(s => s.Value), StringComparer.Ordinal);
}
