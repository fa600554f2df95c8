using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Feed;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Federation;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Feed;

/// <summary>Brings the feed in line with what was noted to have changed: one round, one transaction. What is as it was told before gets no new number.</summary>
internal sealed partial class WriteFeed(
    NodeDb db, ComposeFacts compose, NoteChange note, NodeKeys keys, DescribeNode describe, TimeProvider clock, ILogger<WriteFeed> logger)
{
    /// <summary>The most changes of a round, and the most entries of one change.</summary>
    public const int Most = 200;
    private static readonly TimeSpan AfterDelivery = TimeSpan.FromSeconds(2);
    private FeedHead _head = null!;
    private SigningKey _key = null!;

    /// <summary>Whether there was anything to look at, so that there may be more.</summary>
    public async Task<bool> ExecuteAsync(CancellationToken ct)
    {
        _key = await keys.CurrentAsync(ct);
        try
        {
            return await RoundAsync(null, ct) > 0;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Each for itself: what can't be told holds up nothing else.
            LogRound(e);
            db.ChangeTracker.Clear();
            return await OneByOneAsync(ct);
        }
    }

    private async Task<int> RoundAsync(IReadOnlyList<Guid>? only, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        _head = await TakeHeadAsync(ct);
        var changes = await Due(only).ToListAsync(ct);
        var looked = changes.Select(c => (c.Scope, c.OwnerId, c.ItemId)).ToHashSet();
        var cursor = await db.FeedDeliveries.Select(d => (long?)d.Cursor).SingleOrDefaultAsync(ct) ?? long.MaxValue;
        foreach (var (scope, owner, item) in looked)
        {
            if (scope == FeedScope.Competition && await IsLeavingAsync(owner, cursor, ct))
            {
                changes.FindAll(c => c.Scope == scope && c.OwnerId == owner).ForEach(c => c.NextTryAt = clock.GetUtcNow() + AfterDelivery);
                continue;
            }

            await LookAsync(scope, owner, item, ct);
        }

        var waiting = await db.FeedChanges.Where(c => c.NextTryAt != null).Take(Most).ToListAsync(ct);
        db.FeedChanges.RemoveRange(changes.Where(c => !(c.NextTryAt > clock.GetUtcNow())).Union(waiting.Where(w => !changes.Contains(w) && looked.Contains((w.Scope, w.OwnerId, w.ItemId)))));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(CancellationToken.None);
        return changes.Count;
    }

    // A tombstone has to arrive before what it withdraws is told again: what was dropped with it has none of its own.
    private Task<bool> IsLeavingAsync(Guid competition, long cursor, CancellationToken ct) =>
        db.ToldFacts.AnyAsync(f => f.CompetitionId == competition && f.Body == null && f.Sequence > cursor && (f.Kind == RecordKinds.Competition || f.Kind == RecordKinds.Standings), ct);

    private IQueryable<FeedChange> Due(IReadOnlyList<Guid>? only)
    {
        var now = clock.GetUtcNow();
        return only is null ? db.FeedChanges.Where(c => c.NextTryAt == null || c.NextTryAt <= now).OrderBy(c => c.Id).Take(Most) : db.FeedChanges.Where(c => only.Contains(c.Id));
    }

    private async Task<bool> OneByOneAsync(CancellationToken ct)
    {
        var changes = await Due(null).AsNoTracking().ToListAsync(ct);
        foreach (var same in changes.GroupBy(c => (c.Scope, c.OwnerId, c.ItemId)))
        {
            List<Guid> ids = [.. same.Select(c => c.Id)];
            try
            {
                await RoundAsync(ids, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                db.ChangeTracker.Clear();
                LogPoison(e, same.Key.Scope, same.Key.OwnerId);
                var (failures, error) = (same.Max(c => c.Failures) + 1, PlainText.Line(e.GetBaseException().Message, FeedChange.ErrorMaxLength));
                var next = clock.GetUtcNow() + FeedChange.Pause(failures);
                await db.FeedChanges.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(
                    set => set.SetProperty(c => c.Failures, failures).SetProperty(c => c.Error, error).SetProperty(c => c.NextTryAt, next), ct);
            }
        }

        return changes.Count > 0;
    }

    // The update that changes nothing is the lock both kinds of database understand.
    private async Task<FeedHead> TakeHeadAsync(CancellationToken ct)
    {
        await db.FeedHeads.ExecuteUpdateAsync(set => set.SetProperty(h => h.Last, h => h.Last), ct);
        var head = await db.FeedHeads.SingleOrDefaultAsync(ct);
        if (head is null)
        {
            head = new FeedHead { Address = "" };
            db.FeedHeads.Add(head);
        }

        if (head.Address != describe.Address)
        {
            // Everything links to the address, or is signed for it.
            head.Address = describe.Address;
            note.OfSite();
            await db.SaveChangesAsync(ct);
        }

        return head;
    }

    private Task LookAsync(FeedScope scope, Guid owner, Guid item, CancellationToken ct) => scope switch
    {
        FeedScope.Competition => CompetitionAsync(owner, ct),
        FeedScope.Activity => ActivityAsync(owner, ct),
        FeedScope.Entry => EntryAsync(owner, item, ct),
        FeedScope.Entries => EntriesAsync(owner, item, ct),
        _ => SiteAsync(ct),
    };

    private async Task SiteAsync(CancellationToken ct)
    {
        var told = db.ToldFacts.Where(f => f.Kind == RecordKinds.Competition && f.Body != null).Select(f => f.CompetitionId);
        foreach (var competition in await db.Competitions.Where(c => c.State == CompetitionState.Published).Select(c => c.Id).Union(told).ToListAsync(ct))
        {
            note.OfCompetition(competition);
            note.OfActivity(competition);
        }

        foreach (var standings in await db.ToldFacts.Where(f => f.Kind == RecordKinds.Standings && f.Body != null).Select(f => f.StandingsId!.Value).ToListAsync(ct))
        {
            note.OfEntries(standings, default);
        }
    }

    private async Task CompetitionAsync(Guid competition, CancellationToken ct)
    {
        var card = await compose.CardAsync(competition, _head.Address, ct);
        var before = await FindAsync(RecordKinds.Competition, RecordKinds.Key(competition), ct);
        if (card.Fact is null)
        {
            if (Withdraw(before, card.Withdrawn!))
            {
                await DropAsync(f => f.CompetitionId == competition && f.Kind != RecordKinds.Competition, ct);
            }

            return;
        }

        var isNew = before is not { IsTold: true };
        Tell(before, RecordKinds.Competition, RecordKinds.Key(competition), competition, null, card.Fact, FeedJson.Default.CompetitionCard, CompetitionCard.Latest);
        if (isNew)
        {
            note.OfActivity(competition);
        }

        await StandingsAsync(competition, ct);
    }

    private async Task StandingsAsync(Guid competition, CancellationToken ct)
    {
        var told = await db.ToldFacts.Where(f => f.CompetitionId == competition && f.Kind == RecordKinds.Standings).ToDictionaryAsync(f => f.StandingsId!.Value, ct);
        foreach (var (id, standings) in await compose.StandingsAsync(competition, ct))
        {
            var before = told.GetValueOrDefault(id);
            if (standings is not null)
            {
                // Entries hold the visible columns only, and the hub dropped them with standings that were withdrawn.
                if (Tell(before, RecordKinds.Standings, RecordKinds.Key(id), competition, id, standings, FeedJson.Default.PhaseStandings, PhaseStandings.Latest))
                {
                    note.OfEntries(id, default);
                }
            }
            else if (Withdraw(before, Withdrawals.Unlisted))
            {
                await DropAsync(f => f.StandingsId == id && f.Kind == RecordKinds.Entry, ct);
            }
        }
    }

    private async Task ActivityAsync(Guid competition, CancellationToken ct)
    {
        var key = RecordKinds.Key(competition);
        if (await FindAsync(RecordKinds.Competition, key, ct) is { IsTold: true })
        {
            var before = await FindAsync(RecordKinds.Activity, key, ct);
            Tell(before, RecordKinds.Activity, key, competition, null, await compose.ActivityAsync(competition, ct), FeedJson.Default.CompetitionActivity, CompetitionActivity.Latest);
        }
    }

    private async Task EntryAsync(Guid above, Guid id, CancellationToken ct)
    {
        if (await FindAsync(RecordKinds.Standings, RecordKinds.Key(above), ct) is not { IsTold: true } standings)
        {
            return;
        }

        var before = await FindAsync(RecordKinds.Entry, RecordKinds.Key(above, id), ct);
        if (await compose.EntriesAsync(standings.CompetitionId, above, all => all.Where(e => e.Id == id), ct) is [var (_, entry)])
        {
            Tell(before, id, standings, entry);
        }
        else
        {
            Withdraw(before, Withdrawals.Deleted);
        }
    }

    private async Task EntriesAsync(Guid above, Guid after, CancellationToken ct)
    {
        if (await FindAsync(RecordKinds.Standings, RecordKinds.Key(above), ct) is not { IsTold: true } standings)
        {
            return;
        }

        var entries = await compose.EntriesAsync(standings.CompetitionId, above, all => all.Where(e => e.Id.CompareTo(after) > 0).OrderBy(e => e.Id).Take(Most), ct);
        var names = entries.Select(e => RecordKinds.Key(above, e.Id)).ToList();
        var told = await db.ToldFacts.Where(f => f.Kind == RecordKinds.Entry && names.Contains(f.Key)).ToDictionaryAsync(f => f.Key, ct);
        foreach (var (id, entry) in entries)
        {
            Tell(told.GetValueOrDefault(RecordKinds.Key(above, id)), id, standings, entry);
        }

        if (entries.Count == Most)
        {
            note.OfEntries(above, entries[^1].Id);
        }
    }

    // What this very round told of it goes too: it may have looked at an entry before it came to what the entry belongs to.
    private async Task DropAsync(Expression<Func<ToldFact, bool>> which, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await db.ToldFacts.Where(which).ExecuteDeleteAsync(ct);
        var isGone = which.Compile();
        foreach (var dropped in db.ChangeTracker.Entries<ToldFact>().Where(e => isGone(e.Entity)).ToList())
        {
            dropped.State = EntityState.Detached;
        }
    }

    // What this very round told counts too.
    private ValueTask<ToldFact?> FindAsync(string kind, string key, CancellationToken ct) => db.ToldFacts.FindAsync([kind, key], ct);

    private void Tell(ToldFact? before, Guid id, ToldFact standings, StandingsEntry entry) => Tell(
        before, RecordKinds.Entry, RecordKinds.Key(standings.StandingsId!.Value, id), standings.CompetitionId, standings.StandingsId, entry, FeedJson.Default.StandingsEntry, StandingsEntry.Latest);

    private bool Tell<T>(ToldFact? before, string kind, string key, Guid competition, Guid? standings, T fact, JsonTypeInfo<T> type, int version)
    {
        var body = JsonSerializer.Serialize(fact, type);
        var hash = FeedRecord.HashOf(new RawJson(body));
        if (before is { IsTold: true } && before.Hash == hash && before.Address == _head.Address)
        {
            return false;
        }

        if (before is null)
        {
            before = new ToldFact { Kind = kind, Key = key, CompetitionId = competition, StandingsId = standings, Hash = hash, Address = _head.Address, ChangedAt = default };
            db.ToldFacts.Add(before);
        }

        var now = clock.GetUtcNow();
        (before.Version, before.Body, before.Hash, before.Withdrawn, before.Address) = (version, body, hash, null, _head.Address);
        before.Signature = RecordKinds.IsSigned(kind) ? FeedTokens.Sign(_key, _head.Address, kind, key, hash, now) : null;
        Number(before, now);
        return true;
    }

    private bool Withdraw(ToldFact? before, string reason)
    {
        if (before is not { IsTold: true })
        {
            return false;
        }

        (before.Body, before.Hash, before.Withdrawn, before.Signature) = (null, FeedRecord.HashOf(null), reason, null);
        Number(before, clock.GetUtcNow());
        return true;
    }

    private void Number(ToldFact fact, DateTimeOffset now) =>
        (fact.Sequence, fact.ChangedAt, fact.Problem, fact.Detail) = (++_head.Last, now, null, null);

    [LoggerMessage(LogLevel.Warning, "A round of the feed failed; its changes are looked at one by one")]
    private partial void LogRound(Exception exception);

    [LoggerMessage(LogLevel.Error, "A change of {Scope} {Owner} can't be told; it stays noted and is looked at again later")]
    private partial void LogPoison(Exception exception, FeedScope scope, Guid owner);
}
