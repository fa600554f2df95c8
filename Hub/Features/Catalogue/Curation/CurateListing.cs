using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Curation.Changes;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.Search;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>What all verbs of curation do: the state becomes another, and the change is written down, both or neither.</summary>
internal sealed partial class CurateListing(HubDb db, WriteTexts texts, TimeProvider clock, ILogger<CurateListing> logger)
{
    private const int Tries = 5;

    /// <param name="slug">Which listing.</param>
    /// <param name="act">What is done.</param>
    /// <param name="change">What becomes of the state, or why it can't; asked again if somebody else changed it in the same instant.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">The curator.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<CurateOutcome> ExecuteAsync(
        string slug, CurationAct act, Func<Listing, ListingCuration, Task<(CurationState? State, CurateOutcome Refusal)>> change, string? reason, Guid? by, CancellationToken ct)
    {
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (reason?.Length > CurationChange.ReasonMaxLength)
        {
            return act == CurationAct.Hide ? CurateOutcome.NeedsReason : CurateOutcome.NoteTooLong;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(slug, act, change, reason, by, ct);
            }
            catch (DbUpdateException e) when (attempt < Tries && (e is DbUpdateConcurrencyException || e.Breaks(db, ListingCuration.PrimaryKey)))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>The same for what always can be.</summary>
    public Task<CurateOutcome> ExecuteAsync(string slug, CurationAct act, Func<CurationState, CurationState> change, string? reason, Guid? by, CancellationToken ct) =>
        ExecuteAsync(slug, act, (_, curation) => Task.FromResult<(CurationState?, CurateOutcome)>((change(curation.State), default)), reason, by, ct);

    /// <summary>What was made of a listing, tracked; new if nothing was.</summary>
    public async Task<ListingCuration> LoadAsync(Guid listing, CancellationToken ct)
    {
        if (await db.ListingCurations.SingleOrDefaultAsync(c => c.ListingId == listing, ct) is { } found)
        {
            return found;
        }

        var made = new ListingCuration { ListingId = listing };
        db.Add(made);
        return made;
    }

    /// <summary>Gives it another state; the caller saves.</summary>
    public async Task SetAsync(Listing listing, ListingCuration curation, CurationState state, CancellationToken ct)
    {
        curation.State = state;
        curation.Version++;
        curation.ChangedAt = clock.GetUtcNow();
        await texts.ExecuteAsync(listing, state, ct);
    }

    private async Task<CurateOutcome> TryAsync(
        string slug, CurationAct act, Func<Listing, ListingCuration, Task<(CurationState? State, CurateOutcome Refusal)>> change, string? reason, Guid? by, CancellationToken ct)
    {
        if (await db.Listings.AsNoTracking().SingleOrDefaultAsync(l => l.Slug == slug, ct) is not { } listing)
        {
            return CurateOutcome.Unknown;
        }

        var curation = await LoadAsync(listing.Id, ct);
        var (state, refusal) = await change(listing, curation);
        if (state is null)
        {
            db.ChangeTracker.Clear();
            return refusal;
        }

        var now = clock.GetUtcNow();
        var thing = new Curated(CurationSubject.Listing, listing.Id, listing.Title);
        if (CurationChange.Between(thing, act, curation.State.ToJson(), state.ToJson(), reason, by, now) is not { } line)
        {
            db.ChangeTracker.Clear();
            return CurateOutcome.WasSo;
        }

        await SetAsync(listing, curation, state, ct);
        db.Add(line);
        await db.SaveChangesAsync(ct);
        LogCurated(slug, act, by);
        return CurateOutcome.Done;
    }

    [LoggerMessage(LogLevel.Information, "Listing {Slug}: {Act} by {By}")]
    private partial void LogCurated(string slug, CurationAct act, Guid? by);
}
