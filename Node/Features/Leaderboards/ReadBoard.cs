using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads how a phase's leaderboard works, with its columns in order.</summary>
internal sealed class ReadBoard(NodeDb db)
{
    public Task<Leaderboard> ExecuteAsync(Guid phaseId, CancellationToken ct) =>
        db.Leaderboards.AsNoTracking().Include(l => l.Columns.OrderBy(c => c.Number))
            .SingleAsync(l => db.Phases.Any(p => p.Id == phaseId && p.LeaderboardId == l.Id), ct);
}
