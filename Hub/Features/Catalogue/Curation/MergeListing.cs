using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>Says that a listing is the same competition as another, which stands for both from then on.</summary>
internal sealed class MergeListing(HubDb db, CurateListing curate)
{
    public Task<CurateOutcome> ExecuteAsync(string slug, string? into, string? note, Guid? by, CancellationToken ct) =>
        curate.ExecuteAsync(slug, CurationAct.Merge, async (listing, curation) =>
        {
            var other = await db.Listings.AsNoTracking().Live(db).SingleOrDefaultAsync(l => l.Slug == into, ct);
            var refusal = listing.Slug == into ? CurateOutcome.IntoItself : other is null ? CurateOutcome.IntoUnknown : await TakeAsync(other.Id, ct);
            return refusal is { } why ? (null, why) : (curation.State with { MergedInto = other!.Id }, default);
        }, note, by, ct);

    /// <summary>Has a listing stand for another, or says why it can't. Its row changes too, so that of two that are merged into each other at once one is refused.</summary>
    public async Task<CurateOutcome?> TakeAsync(Guid into, CancellationToken ct)
    {
        var curation = await curate.LoadAsync(into, ct);
        curation.Version++;
        return curation.MergedIntoId is not null ? CurateOutcome.IntoMerged : curation.HiddenReason is not null ? CurateOutcome.IntoUnknown : null;
    }
}

/// <summary>Has a listing that was merged into another stand for itself again.</summary>
internal sealed class PartListing(CurateListing curate)
{
    public Task<CurateOutcome> ExecuteAsync(string slug, string? note, Guid? by, CancellationToken ct) =>
        curate.ExecuteAsync(slug, CurationAct.Part, s => s with { MergedInto = null }, note, by, ct);
}
