using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Keeps what a batch told otherwise, in its transaction.</summary>
internal sealed class KeepChanges(HubDb db)
{
    /// <summary>Saves, and drops the oldest beyond <see cref="CardChange.MaxKept"/>.</summary>
    public async Task ExecuteAsync(Guid memberId, IReadOnlyList<CardChange> changes, CancellationToken ct)
    {
        if (changes.Count == 0)
        {
            return;
        }

        db.AddRange(changes);
        await db.SaveChangesAsync(ct);
        var old = db.CardChanges.Where(c => c.MemberId == memberId).OrderByDescending(c => c.At).ThenByDescending(c => c.Sequence).ThenBy(c => c.Id).Skip(CardChange.MaxKept).Select(c => c.Id);
        await db.CardChanges.Where(c => old.Contains(c.Id)).ExecuteDeleteAsync(ct);
    }
}
