using Agon.Node.Features.Participation;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Data;

public sealed class ForeignKeyTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task a_row_that_points_at_nothing_is_refused_on_every_kind_of_database()
    {
        var competition = await node.Given.Competition();
        var orphan = new Participant
        {
            Id = Guid.CreateVersion7(node.Clock.GetUtcNow()),
            CompetitionId = competition.Id,
            AccountId = Guid.CreateVersion7(node.Clock.GetUtcNow()),
            Role = CompetitionRole.Participant,
            State = ParticipantState.Approved,
            JoinedAt = node.Clock.GetUtcNow(),
        };

        await Should.ThrowAsync<DbUpdateException>(() => node.QueryAsync(db =>
        {
            db.Add(orphan);
            return db.SaveChangesAsync();
        }));
    }
}
