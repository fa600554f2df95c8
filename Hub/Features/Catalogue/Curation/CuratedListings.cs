using System.Text.Json.Nodes;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>How listings are brought back to what curators made of them before.</summary>
internal sealed class CuratedListings(HubDb db, CurateListing curate, MergeListing merge) : ICurated
{
    public CurationSubject Kind => CurationSubject.Listing;

    public async Task<JsonObject?> ReadAsync(Guid id, CancellationToken ct) =>
        await db.ListingCurations.SingleOrDefaultAsync(c => c.ListingId == id, ct) is { } curation ? curation.State.ToJson() : null;

    public async Task<IReadOnlyDictionary<Guid, string>> LinksAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await db.Listings.Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => HubLinks.Curation.Listing(l.Slug), ct);

    public async Task<string?> RestoreAsync(Guid id, JsonObject members, CancellationToken ct)
    {
        var curation = await curate.LoadAsync(id, ct);
        var state = curation.State.With(members);
        if (state.MergedInto is { } into && into != curation.MergedIntoId && await merge.TakeAsync(into, ct) is { } refusal)
        {
            return CurationMessages.Sentence(refusal);
        }

        await curate.SetAsync(await db.Listings.AsNoTracking().SingleAsync(l => l.Id == id, ct), curation, state, ct);
        return null;
    }
}
