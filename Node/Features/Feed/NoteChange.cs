using Agon.Node.Data;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Feed;

/// <summary>Notes, in the unit of work that is about to be saved, that the feed has to be looked at. Whoever changes what the public sees says so here.</summary>
internal sealed class NoteChange(NodeDb db, TimeProvider clock)
{
    /// <summary>A competition's card, its phases, or how they rank.</summary>
    public void OfCompetition(Guid competition) => Add(FeedScope.Competition, competition, default);

    /// <summary>Who takes part, or what was sent in.</summary>
    public void OfActivity(Guid competition) => Add(FeedScope.Activity, competition, default);

    /// <summary>An entry that came, went, or has another score.</summary>
    /// <param name="standings">See <see cref="Leaderboard.StandingsOf(Guid)"/>.</param>
    /// <param name="entry">The entry.</param>
    public void OfEntry(Guid standings, Guid entry) => Add(FeedScope.Entry, standings, entry);

    /// <summary>All entries of standings after one, in the order of their ids.</summary>
    public void OfEntries(Guid standings, Guid after) => Add(FeedScope.Entries, standings, after);

    /// <summary>What stands in every card.</summary>
    public void OfSite() => Add(FeedScope.Site, default, default);

    private void Add(FeedScope scope, Guid owner, Guid item) =>
        db.FeedChanges.Add(new FeedChange { Id = Guid.CreateVersion7(clock.GetUtcNow()), Scope = scope, OwnerId = owner, ItemId = item });
}
