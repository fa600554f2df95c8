using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Downloads;

/// <summary>Lists the programs and data of a competition's tasks and its example solutions, as far as one visitor may know of them.</summary>
internal sealed class ListTaskFiles(NodeDb db, TimeProvider clock)
{
    /// <param name="access">The competition and the visitor.</param>
    /// <param name="ct">Ends with the request.</param>
    /// <returns>In the order of tasks, then of solutions.</returns>
    public async Task<IReadOnlyList<TaskFileRow>> ExecuteAsync(CompetitionAccess access, CancellationToken ct)
    {
        var (competition, now) = (access.Competition, clock.GetUtcNow());
        var begun = competition.Phases.Where(p => p.StateAt(now) != PhaseState.Upcoming).Select(p => p.Id).ToList();
        var opened = await db.PhaseTasks.Where(t => begun.Contains(t.PhaseId)).Select(t => t.TaskId).Distinct().ToListAsync(ct);
        var tasks = await db.CompetitionTasks.AsNoTracking().Where(t => t.CompetitionId == competition.Id).OrderBy(t => t.Number)
            .Include(t => t.ScoringProgram).Include(t => t.IngestionProgram).Include(t => t.InputData).Include(t => t.ReferenceData).ToListAsync(ct);
        var solutions = await db.Solutions.AsNoTracking().Where(s => s.CompetitionId == competition.Id).OrderBy(s => s.Number)
            .Include(s => s.File).Include(s => s.Tasks).ToListAsync(ct);

        bool MayHave(IEnumerable<Guid> ids) => access.MayManage || (access.TakesPart && ids.Any(opened.Contains));
        var files =
            from task in tasks
            from file in Enum.GetValues<TaskFile>()
            where access.MayManage || file.IsForParticipants(competition)
            let stored = StoredOf(task, file)
            where stored is not null
            select new TaskFileRow(task.Name, CompetitionMessages.Name(file), stored, MayHave([task.Id]) ? NodeLinks.Competitions.Download(competition.Slug, task.Number, file) : null);
        return
        [
            .. files,
            .. solutions.Select(s => new TaskFileRow(
                string.Join(", ", tasks.Where(t => s.Tasks.Exists(of => of.TaskId == t.Id)).Select(t => t.Name)), $"{CompetitionMessages.ExampleSolution}: {s.Name}", s.File!,
                MayHave(s.Tasks.Select(t => t.TaskId)) ? NodeLinks.Competitions.Solution(competition.Slug, s.Number) : null)),
        ];
    }

    private static StoredFile? StoredOf(CompetitionTask task, TaskFile file) => file switch
    {
        TaskFile.ScoringProgram => task.ScoringProgram,
        TaskFile.IngestionProgram => task.IngestionProgram,
        TaskFile.InputData => task.InputData,
        _ => task.ReferenceData,
    };
}

/// <summary>A file of a task.</summary>
/// <param name="Task">The name of the task, or of the tasks.</param>
/// <param name="What">What it is, in words.</param>
/// <param name="Stored">The file.</param>
/// <param name="Url">Where the visitor gets it; null: not yet, or not without taking part.</param>
internal sealed record TaskFileRow(string Task, string What, StoredFile Stored, string? Url);
