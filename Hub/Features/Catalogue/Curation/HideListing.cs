using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>Hides a listing: it is not found, and its page says why.</summary>
internal sealed class HideListing(CurateListing curate)
{
    public async Task<CurateOutcome> ExecuteAsync(string slug, string? reason, Guid? by, CancellationToken ct) => string.IsNullOrWhiteSpace(reason)
        ? CurateOutcome.NeedsReason
        : await curate.ExecuteAsync(slug, CurationAct.Hide, s => s with { Hidden = reason.Trim() }, reason, by, ct);
}

/// <summary>Shows a listing that was hidden.</summary>
internal sealed class ShowListing(CurateListing curate)
{
    public Task<CurateOutcome> ExecuteAsync(string slug, string? note, Guid? by, CancellationToken ct) =>
        curate.ExecuteAsync(slug, CurationAct.Show, s => s with { Hidden = null }, note, by, ct);
}
