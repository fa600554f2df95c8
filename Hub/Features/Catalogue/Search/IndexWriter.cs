using System.Collections.Concurrent;
using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Makes a view out of the one before and what changed. One at a time.</summary>
internal sealed class IndexWriter(TimeProvider clock)
{
    private readonly Dictionary<Guid, int> _rows = [], _members = [];
    private readonly ConcurrentDictionary<long, int> _places = [];
    private readonly Dictionary<(Facet Facet, string Value), int> _numbers = [];

    public CatalogueView Write(CatalogueView before, IReadOnlyDictionary<Guid, IndexedMember> members, IReadOnlyList<IndexedListing> listings)
    {
        foreach (var member in members.Keys)
        {
            _members.TryAdd(member, _members.Count);
        }

        var words = _numbers.Count;
        var rows = new IndexRow[Math.Max(before.Rows.Length, before.Count + listings.Count)];
        before.Rows.AsSpan(0, before.Count).CopyTo(rows);
        var now = clock.GetUtcNow();
        foreach (var listing in listings)
        {
            if (!_rows.TryGetValue(listing.Id, out var place))
            {
                place = _rows.Count;
                _rows.Add(listing.Id, place);
                _places[listing.Number] = place;
            }

            rows[place] = Row(listing, members[listing.MemberId], now);
        }

        var isMemberShown = new bool[_members.Count];
        foreach (var (member, number) in _members)
        {
            isMemberShown[number] = members.GetValueOrDefault(member) is { IsShown: true };
        }

        return new CatalogueView
        {
            Rows = rows,
            Count = _rows.Count,
            IsMemberShown = isMemberShown,
            Words = words == _numbers.Count ? before.Words : [.. _numbers.OrderBy(n => n.Value).Select(n => n.Key)],
            Numbers = words == _numbers.Count ? before.Numbers : new Dictionary<(Facet, string), int>(_numbers),
            Places = _places,
        };
    }

    private IndexRow Row(IndexedListing listing, IndexedMember member, DateTimeOffset now)
    {
        var (status, until) = listing.IsWithdrawn ? (ListingStatus.Closed, null) : ListingTime.At(listing.Phases, now);
        return new IndexRow
        {
            Id = listing.Id,
            Member = _members[member.Id],
            IsUnlisted = listing.IsWithdrawn || listing.IsUnlisted,
            Status = status,
            StatusUntil = until?.UtcTicks ?? long.MaxValue,
            StartsAt = listing.Phases is [var first, ..] ? first.StartsAt.UtcTicks : 0,
            EndsAt = listing.Phases is [.., { EndsAt: { } end }] ? end.UtcTicks : long.MaxValue,
            NewSince = Math.Min(listing.PublishedAt.UtcTicks, listing.FirstSeenAt.UtcTicks),
            FeaturedUntil = listing.IsFeatured ? listing.FeaturedUntil?.UtcTicks ?? long.MaxValue : 0,
            FirstSeenAt = listing.FirstSeenAt.UtcTicks,
            Submissions = listing.Submissions ?? 0,
            Participants = listing.Participants ?? 0,
            Values = [.. Facets.Values(listing, listing.Institution ?? member.Institution).Select(Number)],
            Phases = listing.Phases,
        };
    }

    private int Number((Facet, string) word)
    {
        if (!_numbers.TryGetValue(word, out var number))
        {
            _numbers.Add(word, number = _numbers.Count);
        }

        return number;
    }
}
