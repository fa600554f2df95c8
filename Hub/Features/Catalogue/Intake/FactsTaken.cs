using System.Diagnostics;
using System.Text.Json;
using Agon.Federation.Contracts.Feed;
using Agon.Hub.Data;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Nodes.Members;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>Takes records one after the other into what is known; nothing is written before all are.</summary>
internal sealed class FactsTaken(HubDb db, Member member, KnownFacts known, FactsGone gone, ListingSlugs slugs, DateTimeOffset now)
{
    /// <summary>Standings that are ranked by another column now, with its key: all their rows have another score.</summary>
    public Dictionary<Guid, string> Rescored { get; } = [];

    /// <summary>Listings that may be found by other words now.</summary>
    public HashSet<Listing> Reworded { get; } = [];

    /// <summary>Listings whose logo was told, or is no more.</summary>
    public HashSet<Listing> Pictured { get; } = [];

    /// <summary>Standings in which the other end is the best now.</summary>
    public HashSet<Guid> Turned { get; } = [];

    /// <summary>Standings with entries that came, changed or went, or that are ranked otherwise.</summary>
    public HashSet<Standings> Touched { get; } = [];

    /// <summary>Entries that came or changed, in the order of the batch.</summary>
    public List<(Standings Standings, StandingsRow Row)> Told { get; } = [];

    /// <summary>What is otherwise with competitions that the hub had, in the order of the batch.</summary>
    public List<CardChange> Changes { get; } = [];

    /// <summary>What becomes of a record, and why.</summary>
    public (RecordVerdict Verdict, Judgement Judgement) Take(Judgement judged)
    {
        if (judged.Problem is not null)
        {
            return (RecordVerdict.Refused, judged);
        }

        var record = judged.Record!;
        var item = known.Items.GetValueOrDefault((record.Kind, record.Key));
        if (item is null ? record.Body is null : (item.Revision, item.Hash, item.Withdrawn) == (record.Revision, record.Hash, record.Withdrawn))
        {
            return (RecordVerdict.Unchanged, judged);
        }

        if ((item?.Revision >= record.Revision ? IntakeRefusal.RevisionOld : judged.Fact is { } fact ? Tell(record, fact) : Withdraw(record)) is { } refusal)
        {
            return (RecordVerdict.Refused, Judgement.Refuse(record, refusal));
        }

        Note(item, record, judged.Fact);
        return (RecordVerdict.Taken, judged);
    }

    private IntakeRefusal? Tell(FeedRecord record, object fact) => fact switch
    {
        CompetitionCard card => Tell(record, card),
        CompetitionActivity activity => Tell(record, activity),
        PhaseStandings standings => Tell(record, standings),
        StandingsEntry entry => Tell(record, entry),
        var other => throw new UnreachableException($"{other}"),
    };

    private IntakeRefusal? Tell(FeedRecord record, CompetitionCard card)
    {
        var (before, isBack) = (default(CardWords), false);
        if (!known.Listings.TryGetValue(record.Key, out var listing))
        {
            listing = new Listing { Id = Guid.CreateVersion7(now), MemberId = member.Id, Key = record.Key, Slug = slugs.Take(card.Title), FirstSeenAt = now };
            known.Listings.Add(record.Key, listing);
            db.Add(listing);
        }
        else
        {
            before = listing.IsWithdrawn ? null : CardWords.Of(listing, listing.Phases);
            isBack = listing.IsWithdrawn;
        }

        if ((listing.LogoAddress, listing.LogoSha256) != (card.Logo?.Address, card.Logo?.Sha256))
        {
            Pictured.Add(listing);
        }

        listing.Tell(card, record.Revision, now);
        Reworded.Add(listing);
        ListingPhase[] phases = [.. card.Phases.Select((p, i) => ListingPhase.Of(listing.Id, p, i + 1))];
        if (isBack)
        {
            NoteChange(listing, record, CardChangeKind.Returned, []);
        }
        else if (before?.DifferencesTo(CardWords.Of(listing, phases)) is { Count: > 0 } differences)
        {
            NoteChange(listing, record, CardChangeKind.Changed, differences);
        }

        if (!phases.SequenceEqual(listing.Phases.OrderBy(p => p.Number), ListingPhase.SameFact))
        {
            gone.AddPhases(listing);
            db.AddRange(phases);
        }

        return null;
    }

    private IntakeRefusal? Tell(FeedRecord record, CompetitionActivity? activity)
    {
        if (Live(record.Key) is not { } listing)
        {
            return IntakeRefusal.Orphan;
        }

        (listing.Participants, listing.Submissions, listing.LastSubmissionOn) = (activity?.Participants, activity?.Submissions, activity?.LastSubmissionOn);
        listing.ChangedAt = now;
        return null;
    }

    private IntakeRefusal? Tell(FeedRecord record, PhaseStandings told)
    {
        if (Live(told.Competition) is not { } listing)
        {
            return IntakeRefusal.Orphan;
        }

        if (!known.Standings.TryGetValue(record.Key, out var standings))
        {
            standings = new Standings { Id = Guid.CreateVersion7(now), MemberId = member.Id, ListingId = listing.Id, Key = record.Key };
            known.Standings.Add(record.Key, standings);
            db.Add(standings);
        }
        else if (standings.ListingId != listing.Id)
        {
            return IntakeRefusal.OtherCompetition;
        }
        else if (standings.Metric != told.Metric)
        {
            Rescored[standings.Id] = told.Metric;
            foreach (var row in known.Rows.Where(r => r.Key.Standings == standings.Id).Select(r => r.Value))
            {
                row.RankBy(told.Metric);
            }
        }

        if (standings.Changes > 0 && standings.IsSmallerBetter != told.Columns.First(c => c.Key == told.Metric).IsSmallerBetter)
        {
            Turned.Add(standings.Id);
        }

        Touched.Add(standings);
        standings.Tell(told, record.Body!.Value.Text, record.Signature!, now);
        return null;
    }

    private IntakeRefusal? Tell(FeedRecord record, StandingsEntry entry)
    {
        if (!known.Standings.TryGetValue(entry.Standings, out var standings))
        {
            return IntakeRefusal.Orphan;
        }

        var key = KnownFacts.RowKey(record.Key);
        if (!known.Rows.TryGetValue((standings.Id, key), out var row))
        {
            row = new StandingsRow { StandingsId = standings.Id, Key = key };
            known.Rows.Add((standings.Id, key), row);
            db.Add(row);
            standings.Entries++;
        }

        Touched.Add(standings);
        Told.Add((standings, row));
        row.Tell(entry, record.Body!.Value.Text, record.Signature!, standings.Metric);
        standings.ChangedAt = now;
        return null;
    }

    private IntakeRefusal? Withdraw(FeedRecord record)
    {
        switch (record.Kind)
        {
            case RecordKinds.Competition when Live(record.Key) is { } listing:
                gone.AddChildren(listing);
                Pictured.Add(listing);
                listing.Withdraw(record.Withdrawn!, record.Revision, now);
                NoteChange(listing, record, CardChangeKind.Withdrawn, []);
                Reworded.Add(listing);
                break;
            case RecordKinds.Activity:
                Tell(record, (CompetitionActivity?)null);
                break;
            case RecordKinds.Standings when known.Standings.TryGetValue(record.Key, out var standings):
                gone.AddStandings(standings, CompetitionOf(standings));
                break;
            case RecordKinds.Entry when known.Standings.TryGetValue(KnownFacts.StandingsKey(record)!, out var above)
                && known.Rows.Remove((above.Id, KnownFacts.RowKey(record.Key)), out var row):
                db.Remove(row);
                Touched.Add(above);
                above.Entries--;
                above.ChangedAt = now;
                break;
        }

        return null;
    }

    private void NoteChange(Listing listing, FeedRecord record, CardChangeKind kind, IReadOnlyList<CardDifference> differences) => Changes.Add(new CardChange
    {
        Id = Guid.CreateVersion7(now),
        MemberId = member.Id,
        ListingId = listing.Id,
        Sequence = record.Sequence,
        At = now,
        Kind = kind,
        Reason = record.Withdrawn,
        DifferencesJson = JsonSerializer.Serialize(differences),
    });

    private void Note(FeedItem? item, FeedRecord record, object? fact)
    {
        if (item is null)
        {
            item = new FeedItem { MemberId = member.Id, Kind = record.Kind, Key = record.Key };
            known.Items.Add((record.Kind, record.Key), item);
            db.Add(item);
        }

        (item.Revision, item.Hash, item.Sequence) = (record.Revision, record.Hash, record.Sequence);
        (item.Version, item.Withdrawn) = (record.Version, record.Withdrawn);
        (item.Competition, item.Standings) = fact switch
        {
            CompetitionActivity => (record.Key, null),
            PhaseStandings standings => (standings.Competition, null),
            StandingsEntry entry => (CompetitionOf(known.Standings[entry.Standings]), entry.Standings),
            _ => (item.Competition, item.Standings),
        };
    }

    private string CompetitionOf(Standings standings) => known.Listings.Values.First(l => l.Id == standings.ListingId).Key;

    private Listing? Live(string key) => known.Listings.TryGetValue(key, out var listing) && !listing.IsWithdrawn ? listing : null;
}
