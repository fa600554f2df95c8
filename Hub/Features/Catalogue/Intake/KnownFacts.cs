using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>What the hub knows of what a batch is about, tracked: one question for each table, however many records.</summary>
internal sealed class KnownFacts(Guid memberId)
{
    public Dictionary<(string Kind, string Key), FeedItem> Items { get; } = [];
    public Dictionary<string, Listing> Listings { get; private set; } = [];
    public Dictionary<string, Standings> Standings { get; private set; } = [];
    public Dictionary<(Guid Standings, string Key), StandingsRow> Rows { get; } = [];

    /// <summary>Reads it.</summary>
    public async Task LoadAsync(HubDb db, IReadOnlyList<Judgement> judged, CancellationToken ct)
    {
        var good = judged.Where(j => j.Problem is null).ToList();
        foreach (var kind in good.GroupBy(j => j.Record!.Kind, j => j.Record!.Key))
        {
            var keys = kind.Distinct().ToList();
            await foreach (var item in db.FeedItems.Where(i => i.MemberId == memberId && i.Kind == kind.Key && keys.Contains(i.Key)).AsAsyncEnumerable().WithCancellation(ct))
            {
                Items.Add((item.Kind, item.Key), item);
            }
        }

        var boards = good.Select(j => StandingsKey(j.Record!)).OfType<string>().Distinct().ToList();
        Standings = boards.Count == 0 ? [] : await db.Standings.Where(s => s.MemberId == memberId && boards.Contains(s.Key)).ToDictionaryAsync(s => s.Key, ct);
        await LoadListingsAsync(db, good, ct);
        await LoadRowsAsync(db, good, ct);
    }

    /// <summary>The key of the standings a record is about; null if it is about none.</summary>
    public static string? StandingsKey(FeedRecord record) => record.Kind switch
    {
        RecordKinds.Standings => record.Key,
        RecordKinds.Entry => record.Key.Split('/')[0],
        _ => null,
    };

    /// <summary>The part of an entry's key that is its own.</summary>
    public static string RowKey(string key) => key.Split('/')[1];

    private async Task LoadListingsAsync(HubDb db, List<Judgement> good, CancellationToken ct)
    {
        var competitions = good.Select(j => j.Record!).Where(r => r.Kind is RecordKinds.Competition or RecordKinds.Activity).Select(r => r.Key)
            .Concat(good.Select(j => j.Fact).OfType<PhaseStandings>().Select(s => s.Competition)).Distinct().ToList();
        var above = Standings.Values.Select(s => s.ListingId).Distinct().ToList();
        if (competitions.Count > 0 || above.Count > 0)
        {
            Listings = await db.Listings.Where(l => (l.MemberId == memberId && competitions.Contains(l.Key)) || above.Contains(l.Id)).ToDictionaryAsync(l => l.Key, ct);
        }

        // They join their listings by being tracked.
        var cards = good.Where(j => j.Record!.Kind == RecordKinds.Competition).Select(j => Listings.GetValueOrDefault(j.Record!.Key)?.Id).OfType<Guid>().Distinct().ToList();
        if (cards.Count > 0)
        {
            await db.ListingPhases.Where(p => cards.Contains(p.ListingId)).OrderBy(p => p.Number).LoadAsync(ct);
        }
    }

    private async Task LoadRowsAsync(HubDb db, List<Judgement> good, CancellationToken ct)
    {
        // Only what the ledger knows: a board that comes for the first time asks for nothing.
        var known = good.Select(j => j.Record!).Where(r => r.Kind == RecordKinds.Entry && Items.TryGetValue((r.Kind, r.Key), out var item) && item.Withdrawn is null).ToList();
        if (known.Count == 0)
        {
            return;
        }

        var boards = known.Select(r => Standings.GetValueOrDefault(StandingsKey(r)!)?.Id).OfType<Guid>().Distinct().ToList();
        var keys = known.Select(r => RowKey(r.Key)).Distinct().ToList();
        await foreach (var row in db.StandingsRows.Where(r => boards.Contains(r.StandingsId) && keys.Contains(r.Key)).AsAsyncEnumerable().WithCancellation(ct))
        {
            Rows.Add((row.StandingsId, row.Key), row);
        }
    }
}
