using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Members;

internal static class MemberQueries
{
    /// <summary>Notes that the node called.</summary>
    public static Task SeenAsync(this IQueryable<Member> members, Guid id, DateTimeOffset now, CancellationToken ct) =>
        members.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.LastSeenAt, now), ct);
}
