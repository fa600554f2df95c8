using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Competitions.Downloads;
using Agon.Node.Features.Files;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions;

internal sealed class DataModel(NodeDb db, CompetitionAccess access, ListTaskFiles list, TimeProvider clock) : PageModel
{
    public CompetitionAccess Access => access;
    public Competition Competition => access.Competition;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>What the organizer wrote about the data, if they gave it a page of its own.</summary>
    public string? Text { get; private set; }

    public IReadOnlyList<TaskFileRow> TaskFiles { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Text = await db.CompetitionPages
            .Where(p => p.CompetitionId == Competition.Id && p.Number > 1 && p.Title == CompetitionPage.DataTitle)
            .OrderBy(p => p.Number).Select(p => p.Content).FirstOrDefaultAsync(ct);

        TaskFiles = await list.ExecuteAsync(access, ct);

        // The phases are tracked: loading the files puts them in their places.
        var ids = Competition.Phases.SelectMany(p => new[] { p.StartingKitId, p.PublicDataId }).OfType<Guid>().ToList();
        await db.StoredFiles.Where(f => ids.Contains(f.Id)).LoadAsync(ct);
    }

    public bool MayDownload(Phase phase) => access.MayDownload(phase, Now);

    public static IEnumerable<(PhaseFile File, StoredFile Stored, string Name)> FilesOf(Phase phase)
    {
        if (phase.StartingKit is { } kit)
        {
            yield return (PhaseFile.StartingKit, kit, "Starting kit");
        }

        if (phase.PublicData is { } data)
        {
            yield return (PhaseFile.PublicData, data, "Public data");
        }
    }
}
