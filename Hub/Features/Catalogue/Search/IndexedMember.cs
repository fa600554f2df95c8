using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>What of a node decides about its listings.</summary>
/// <param name="Id">The node.</param>
/// <param name="IsShown">Whether its listings are shown at all.</param>
/// <param name="Institution">The institution of those that name none.</param>
/// <param name="Taken">How many records the hub took of it: another number, another catalogue.</param>
internal sealed record IndexedMember(Guid Id, bool IsShown, string? Institution, long Taken)
{
    /// <summary>All of them.</summary>
    public static Task<Dictionary<Guid, IndexedMember>> ReadAsync(HubDb db, CancellationToken ct) => db.Members.AsNoTracking()
        .Select(m => new IndexedMember(
            m.Id, m.State == MemberState.Active, m.Institution, db.FeedCursors.Where(c => c.MemberId == m.Id).Select(c => (long?)c.Taken).FirstOrDefault() ?? 0))
        .ToDictionaryAsync(m => m.Id, ct);
}
