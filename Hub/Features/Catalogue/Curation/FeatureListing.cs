using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>Has a listing shown first.</summary>
internal sealed class FeatureListing(CurateListing curate, TimeProvider clock)
{
    /// <param name="slug">Which listing.</param>
    /// <param name="lastDay">Its last day as such, UTC; null without an end.</param>
    /// <param name="note">Why, for other curators.</param>
    /// <param name="by">The curator.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<CurateOutcome> ExecuteAsync(string slug, DateOnly? lastDay, string? note, Guid? by, CancellationToken ct)
    {
        DateTimeOffset? until = lastDay is { } day && day < DateOnly.MaxValue ? new DateTimeOffset(day.AddDays(1), default, TimeSpan.Zero) : null;
        return until <= clock.GetUtcNow()
            ? CurateOutcome.DayOver
            : await curate.ExecuteAsync(slug, CurationAct.Feature, s => s with { IsFeatured = true, FeaturedUntil = until }, note, by, ct);
    }
}

/// <summary>Has a listing stand where it stands by itself.</summary>
internal sealed class UnfeatureListing(CurateListing curate)
{
    public Task<CurateOutcome> ExecuteAsync(string slug, string? note, Guid? by, CancellationToken ct) =>
        curate.ExecuteAsync(slug, CurationAct.Unfeature, s => s with { IsFeatured = false, FeaturedUntil = null }, note, by, ct);
}
