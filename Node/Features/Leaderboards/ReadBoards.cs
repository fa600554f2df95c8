using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Reads how the leaderboards of a competition work, in their order, with their columns in order. Every phase has all of them.</summary>
internal sealed class ReadBoards(NodeDb db)
{
    public Task<List<Leaderboard>> ExecuteAsync(Guid competitionId, CancellationToken ct) =>
        db.Leaderboards.AsNoTracking().AsSplitQuery().Where(l => l.CompetitionId == competitionId)
            .Include(l => l.Columns.OrderBy(c => c.Number)).Include(l => l.ColumnGroups.OrderBy(g => g.Number))
            .OrderBy(l => l.Number).ToListAsync(ct);
}
