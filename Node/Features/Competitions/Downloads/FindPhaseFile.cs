using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Competitions.Downloads;

/// <summary>Finds a file that a phase hands out, for somebody.</summary>
internal sealed class FindPhaseFile(FindCompetition find, NodeDb db, TimeProvider clock)
{
    public async Task<DownloadOutcome> ExecuteAsync(string slug, int number, string file, ClaimsPrincipal visitor, CancellationToken ct)
    {
        if (await find.ExecuteAsync(slug, visitor, ct) is not { } access
            || PhaseFiles.Parse(file) is not { } kind
            || access.Competition.Phases.SingleOrDefault(p => p.Number == number) is not { } phase
            || phase.IdOf(kind) is not { } id)
        {
            return new DownloadOutcome.NoSuchFile();
        }

        var now = clock.GetUtcNow();
        return access.MayDownload(phase, now)
            ? new DownloadOutcome.Found(await db.StoredFiles.AsNoTracking().SingleAsync(f => f.Id == id, ct))
            : DownloadOutcome.Withheld(access);
    }
}
