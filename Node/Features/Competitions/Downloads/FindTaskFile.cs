using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Downloads;

/// <summary>Finds a program or data of a task, or an example solution, for somebody: what participants do not get exists for organizers only.</summary>
internal sealed class FindTaskFile(FindCompetition find, NodeDb db, TimeProvider clock)
{
    public async Task<DownloadOutcome> ExecuteAsync(string slug, int number, string file, ClaimsPrincipal visitor, CancellationToken ct)
    {
        if (TaskFiles.Parse(file) is not { } kind
            || await find.ExecuteAsync(slug, visitor, ct) is not { } access
            || !(access.MayManage || kind.IsForParticipants(access.Competition))
            || await db.CompetitionTasks.AsNoTracking().SingleOrDefaultAsync(t => t.CompetitionId == access.Competition.Id && t.Number == number, ct) is not { } task
            || task.IdOf(kind) is not { } id)
        {
            return new DownloadOutcome.NoSuchFile();
        }

        return await OpenAsync(access, id, [task.Id], ct);
    }

    public async Task<DownloadOutcome> SolutionAsync(string slug, int number, ClaimsPrincipal visitor, CancellationToken ct)
    {
        if (await find.ExecuteAsync(slug, visitor, ct) is not { } access
            || await db.Solutions.AsNoTracking().Include(s => s.Tasks).SingleOrDefaultAsync(s => s.CompetitionId == access.Competition.Id && s.Number == number, ct) is not { } solution)
        {
            return new DownloadOutcome.NoSuchFile();
        }

        return await OpenAsync(access, solution.FileId, [.. solution.Tasks.Select(t => t.TaskId)], ct);
    }

    private async Task<DownloadOutcome> OpenAsync(CompetitionAccess access, Guid fileId, IReadOnlyList<Guid> tasks, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hasOpened = await db.PhaseTasks.AnyAsync(
            t => tasks.Contains(t.TaskId) && db.Phases.Any(p => p.Id == t.PhaseId && p.CompetitionId == access.Competition.Id && p.StartsAt <= now), ct);
        return access.MayManage || (access.TakesPart && hasOpened)
            ? new DownloadOutcome.Found(await db.StoredFiles.AsNoTracking().SingleAsync(f => f.Id == fileId, ct))
            : DownloadOutcome.Withheld(access);
    }
}
