using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>Says that the hub's curators vouch for a competition, or do no more.</summary>
internal sealed class MarkOfficial(CurateListing curate)
{
    public Task<CurateOutcome> ExecuteAsync(string slug, bool isOfficial, string? note, Guid? by, CancellationToken ct) =>
        curate.ExecuteAsync(slug, isOfficial ? CurationAct.MarkOfficial : CurationAct.UnmarkOfficial, s => s with { IsOfficial = isOfficial }, note, by, ct);
}
