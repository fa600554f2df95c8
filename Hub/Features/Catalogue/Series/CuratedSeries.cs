using System.Text.Json.Nodes;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Series;

/// <summary>How series are brought back to what they were before; one that was removed as well.</summary>
internal sealed class CuratedSeries(HubDb db, CurateSeries curate) : ICurated
{
    public CurationSubject Kind => CurationSubject.Series;

    public async Task<JsonObject?> ReadAsync(Guid id, CancellationToken ct) =>
        await db.Series.SingleOrDefaultAsync(s => s.Id == id, ct) is { } series ? SeriesState.Of(series, await MembersAsync(id, ct)).ToJson() : null;

    public async Task<IReadOnlyDictionary<Guid, string>> LinksAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await db.Series.Where(s => ids.Contains(s.Id) && !s.IsRemoved).ToDictionaryAsync(s => s.Id, s => HubLinks.Curation.OneSeries(s.Slug), ct);

    public async Task<string?> RestoreAsync(Guid id, JsonObject members, CancellationToken ct)
    {
        var (series, known) = (await db.Series.SingleAsync(s => s.Id == id, ct), await MembersAsync(id, ct));
        curate.Set(series, known, SeriesState.Of(series, known).With(members));
        return null;
    }

    private Task<List<SeriesMember>> MembersAsync(Guid id, CancellationToken ct) => db.SeriesMembers.Where(m => m.SeriesId == id).ToListAsync(ct);
}
