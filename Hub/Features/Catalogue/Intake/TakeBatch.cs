using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.Logos;
using Agon.Hub.Features.Catalogue.Search;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Takes a stretch of a node's feed in one transaction: in order, each record judged for itself, whatever of it came before.</summary>
internal sealed partial class TakeBatch(
    HubDb db, KeepProblems keep, KeepHistory history, KeepChanges changes, WriteTexts texts, NoteLogos logos, IntakeTurns turns, TimeProvider clock, ILogger<TakeBatch> logger)
{
    private const int Tries = 5;

    public async Task<BatchOutcome> ExecuteAsync(Member member, FeedBatch batch, CancellationToken ct)
    {
        if (!member.IsServed)
        {
            return new BatchOutcome.NotAMember(member.State, member.Reason);
        }

        if (batch is not { Version: > 0, After: >= 0, Records.Count: <= FeedBatch.MaxRecords } || batch.Through < batch.After || batch.Head < batch.Through)
        {
            return new BatchOutcome.Impossible();
        }

        // Looked at here so that nobody verifies signatures for a gap, and again where it counts.
        if (await CursorAsync(member, ct) is var cursor && cursor != batch.After)
        {
            return new BatchOutcome.Gap(cursor);
        }

        using var turn = await turns.TakeAsync(member.Id, ct);
        if (turn is null)
        {
            return new BatchOutcome.Busy();
        }

        if (await CursorAsync(member, ct) is var still && still != batch.After)
        {
            return new BatchOutcome.Gap(still);
        }

        var judged = Judgement.Of(batch, member, clock.GetUtcNow());
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(member, batch, judged, ct);
            }
            catch (DbUpdateException e) when (attempt < Tries && (e is DbUpdateConcurrencyException || e.Breaks(db, Listing.SlugIndex) || e.Breaks(db, FeedCursor.Key) || e.Breaks(db, LogoFetch.Key)))
            {
                // Another batch of the node, or another node with a slug, came in the same instant, so now it is known.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<BatchOutcome> TryAsync(Member member, FeedBatch batch, IReadOnlyList<Judgement> judged, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var cursor = await db.FeedCursors.SingleOrDefaultAsync(c => c.MemberId == member.Id, ct) ?? db.Add(new FeedCursor { MemberId = member.Id }).Entity;
        if (cursor.Cursor != batch.After)
        {
            return new BatchOutcome.Gap(cursor.Cursor);
        }

        // Whoever looks for what is new asks for what came at or after the last record: nothing may be older than that.
        now = cursor.LastRecordAt is { } last && last > now ? last : now;

        // Saved first: another batch of the same node waits here, and then finds that it has come too late.
        cursor.Follow(batch, now);
        await db.SaveChangesAsync(ct);

        var known = new KnownFacts(member.Id);
        await known.LoadAsync(db, judged, ct);
        var slugs = new ListingSlugs(member);
        await slugs.LoadAsync(db, [.. judged.Where(j => j.Fact is CompetitionCard && !known.Listings.ContainsKey(j.Record!.Key)).Select(j => ((CompetitionCard)j.Fact!).Title)], ct);

        var gone = new FactsGone(db, member.Id, known);
        var taken = new FactsTaken(db, member, known, gone, slugs, now);
        var results = judged.Select(taken.Take).ToList();
        cursor.Count(results.CountBy(r => r.Verdict), now);
        await keep.ExecuteAsync(member, batch, results, now, ct);
        await gone.DeleteAsync(ct);
        await texts.ExecuteAsync(member, taken.Reworded, ct);
        await logos.ExecuteAsync(taken.Pictured, now, ct);
        await RescoreAsync(taken.Rescored, ct);
        await db.SaveChangesAsync(ct);
        await history.ExecuteAsync(taken.Touched, taken.Told, [.. taken.Rescored.Keys, .. taken.Turned], now, ct);
        await changes.ExecuteAsync(member.Id, taken.Changes, ct);
        var refused = results.Count(r => r.Verdict == RecordVerdict.Refused);
        if (refused > 0)
        {
            await keep.BoundAsync(member.Id, ct);
            LogRefused(member.Slug, refused, batch.After, batch.Through);
        }

        await transaction.CommitAsync(ct);
        return new BatchOutcome.Taken(new FeedAnswer { Cursor = cursor.Cursor, Results = [.. results.Select(r => r.Judgement.Result(r.Verdict))] });
    }

    // In the database, where all rows are.
    private async Task RescoreAsync(Dictionary<Guid, string> boards, CancellationToken ct)
    {
        foreach (var (board, metric) in boards)
        {
            await (db.Database.IsSqlite()
                ? db.Database.ExecuteSqlAsync($"UPDATE standings_rows SET score = (SELECT value FROM json_each(scores_json) WHERE key = {metric}) WHERE standings_id = {board}", ct)
                : db.Database.ExecuteSqlAsync($"UPDATE standings_rows SET score = (scores_json::json ->> {metric})::double precision WHERE standings_id = {board}", ct));
        }
    }

    private Task<long> CursorAsync(Member member, CancellationToken ct) =>
        db.FeedCursors.Where(c => c.MemberId == member.Id).Select(c => c.Cursor).SingleOrDefaultAsync(ct);

    [LoggerMessage(LogLevel.Warning, "{Count} records of node {Slug} between {After} and {Through} are refused")]
    private partial void LogRefused(string slug, int count, long after, long through);
}
