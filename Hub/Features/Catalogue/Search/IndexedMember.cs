using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>What of a node decides about its listings.</summary>
/// <param name="Id">The node.</param>
/// <param name="IsShown">Whether its listings are shown at all.</param>
/// <param name="Institution">The institution of those that name none.</param>
/// <param name="Taken">How many records the hub took of it: another number, another catalogue.</param>
/// <param name="LastRecordAt">When it took the last one: the newest of its listings changed then.</param>
internal sealed record IndexedMember(Guid Id, bool IsShown, string? Institution, long Taken, DateTimeOffset? LastRecordAt)
{
    /// <summary>All of them.</summary>
    public static Task<Dictionary<Guid, IndexedMember>> ReadAsync(HubDb db, CancellationToken ct) => (
        from m in db.Members.AsNoTracking()
        join followed in db.FeedCursors on m.Id equals followed.MemberId into cursors
        from c in cursors.DefaultIfEmpty()
        select new IndexedMember(m.Id, m.State == MemberState.Active, m.Institution, c == null ? 0 : c.Taken, c.LastRecordAt)).ToDictionaryAsync(m => m.Id, ct);
}
