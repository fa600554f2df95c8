using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>
/// What goes with a batch: it is forgotten at once, and deleted in the database before anything new is written, in one statement for each
/// table, however much it is.
/// </summary>
internal sealed class FactsGone(HubDb db, Guid memberId, KnownFacts known)
{
    private readonly HashSet<Guid> _phases = [], _boards = [], _listings = [];
    private readonly HashSet<string> _competitions = [], _boardKeys = [], _boardCompetitions = [];

    /// <summary>Forgets a listing's phases.</summary>
    public void AddPhases(Listing listing)
    {
        _phases.Add(listing.Id);
        var phases = listing.Phases.ToList();
        phases.ForEach(Forget);
        listing.Phases.Clear();
    }

    /// <summary>Forgets everything of a listing but itself.</summary>
    public void AddChildren(Listing listing)
    {
        AddPhases(listing);
        _listings.Add(listing.Id);
        _competitions.Add(listing.Key);
        foreach (var board in known.Standings.Values.Where(s => s.ListingId == listing.Id).ToList())
        {
            ForgetBoard(board);
        }

        ForgetItems(i => i.Competition == listing.Key);
    }

    /// <summary>Forgets standings and their entries.</summary>
    public void AddStandings(Standings board, string competition)
    {
        _boards.Add(board.Id);
        _boardKeys.Add(board.Key);
        _boardCompetitions.Add(competition);
        ForgetBoard(board);
        ForgetItems(i => i.Standings == board.Key);
    }

    /// <summary>Deletes it all.</summary>
    public async Task DeleteAsync(CancellationToken ct)
    {
        if (_phases.Count > 0)
        {
            await db.ListingPhases.Where(p => _phases.Contains(p.ListingId)).ExecuteDeleteAsync(ct);
        }

        if (_listings.Count > 0 || _boards.Count > 0)
        {
            // Their rows go along.
            await db.Standings.Where(s => s.MemberId == memberId && (_listings.Contains(s.ListingId) || _boards.Contains(s.Id))).ExecuteDeleteAsync(ct);
        }

        if (_competitions.Count > 0)
        {
            await db.FeedItems.Where(i => i.MemberId == memberId && i.Competition != null && _competitions.Contains(i.Competition)).ExecuteDeleteAsync(ct);
        }

        if (_boardKeys.Count > 0)
        {
            await db.FeedItems.Where(i => i.MemberId == memberId && i.Kind == RecordKinds.Entry && i.Competition != null && i.Standings != null
                && _boardCompetitions.Contains(i.Competition) && _boardKeys.Contains(i.Standings)).ExecuteDeleteAsync(ct);
        }
    }

    private void ForgetBoard(Standings board)
    {
        foreach (var (key, row) in known.Rows.Where(r => r.Key.Standings == board.Id).ToList())
        {
            known.Rows.Remove(key);
            Forget(row);
        }

        known.Standings.Remove(board.Key);
        Forget(board);
    }

    private void ForgetItems(Func<FeedItem, bool> isGone)
    {
        foreach (var (key, item) in known.Items.Where(i => isGone(i.Value)).ToList())
        {
            known.Items.Remove(key);
            Forget(item);
        }
    }

    private void Forget(object entity) => db.Entry(entity).State = EntityState.Detached;
}
