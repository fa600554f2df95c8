using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Makes a view out of the one before and what changed. One at a time.</summary>
internal sealed class IndexWriter(TimeProvider clock)
{
    private readonly Dictionary<Guid, int> _rows = [], _members = [];
    private readonly Dictionary<(Facet Facet, string Value), int> _numbers = [];

    // Views share these: they are only added to, behind what any view looks at.
    private int[] _values = [], _places = [];
    private int _valuesEnd;

    public CatalogueView Write(CatalogueView before, IReadOnlyDictionary<Guid, IndexedMember> members, IReadOnlyList<IndexedListing> listings)
    {
        foreach (var member in members.Keys)
        {
            _members.TryAdd(member, _members.Count);
        }

        var words = _numbers.Count;
        var rows = new IndexRow[Math.Max(before.Rows.Length, before.Count + listings.Count)];
        before.Rows.AsSpan(0, before.Count).CopyTo(rows);
        var details = new IndexRowDetails[rows.Length];
        before.Details.AsSpan(0, before.Count).CopyTo(details);
        var now = clock.GetUtcNow();
        foreach (var listing in listings)
        {
            if (!_rows.TryGetValue(listing.Id, out var place))
            {
                place = _rows.Count;
                _rows.Add(listing.Id, place);
                Place(listing.Number, place);
            }

            rows[place] = Row(listing, members[listing.MemberId], now);
            details[place] = Details(listing);
        }

        Refresh(rows.AsSpan(0, before.Count), details, now);
        var isSame = !DropOldValues(rows.AsSpan(0, _rows.Count)) && words == _numbers.Count;

        var isMemberShown = new bool[_members.Count];
        foreach (var (member, number) in _members)
        {
            isMemberShown[number] = members.GetValueOrDefault(member) is { IsShown: true };
        }

        return new CatalogueView
        {
            Rows = rows,
            Details = details,
            Count = _rows.Count,
            IsMemberShown = isMemberShown,
            Values = _values,
            Words = isSame ? before.Words : [.. _numbers.OrderBy(n => n.Value).Select(n => n.Key)],
            Numbers = isSame ? before.Numbers : new Dictionary<(Facet, string), int>(_numbers),
            Places = _places,
        };
    }

    private IndexRow Row(IndexedListing listing, IndexedMember member, DateTimeOffset now)
    {
        var at = _valuesEnd;
        foreach (var word in Facets.Values(listing, listing.Institution ?? member.Institution))
        {
            AddValue(Number(word));
        }

        var (status, until) = listing.IsWithdrawn ? (ListingStatus.Closed, long.MaxValue) : IndexRow.StatusAt(listing.Phases, now);
        return new IndexRow
        {
            Member = _members[member.Id],
            IsUnlisted = listing.IsWithdrawn || listing.IsUnlisted,
            Status = status,
            StatusUntil = until,
            StartsAt = listing.Phases is [var first, ..] ? first.StartsAt.UtcTicks : 0,
            EndsAt = listing.Phases is [.., { EndsAt: { } end }] ? end.UtcTicks : long.MaxValue,
            FeaturedUntil = listing.IsFeatured ? listing.FeaturedUntil?.UtcTicks ?? long.MaxValue : 0,
            ValuesAt = at,
            ValuesCount = _valuesEnd - at,
        };
    }

    private static IndexRowDetails Details(IndexedListing listing) => new()
    {
        Id = listing.Id,
        NewSince = Math.Min(listing.PublishedAt.UtcTicks, listing.FirstSeenAt.UtcTicks),
        FirstSeenAt = listing.FirstSeenAt.UtcTicks,
        Submissions = listing.Submissions ?? 0,
        Participants = listing.Participants ?? 0,
        Phases = listing.Phases,
    };

    private int Number((Facet, string) word)
    {
        if (!_numbers.TryGetValue(word, out var number))
        {
            _numbers.Add(word, number = _numbers.Count);
        }

        return number;
    }

    private void AddValue(int number)
    {
        if (_valuesEnd == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(1024, _values.Length * 2));
        }

        _values[_valuesEnd++] = number;
    }

    private void Place(long number, int place)
    {
        if (number >= _places.Length)
        {
            var places = new int[Math.Max(1024, number * 2)];
            places.AsSpan().Fill(-1);
            _places.CopyTo(places, 0);
            _places = places;
        }

        _places[number] = place;
    }

    // So that a view only has to reckon anew what turned since it was made.
    private static void Refresh(Span<IndexRow> rows, ReadOnlySpan<IndexRowDetails> details, DateTimeOffset now)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].StatusUntil <= now.UtcTicks)
            {
                var (status, until) = IndexRow.StatusAt(details[i].Phases, now);
                rows[i] = rows[i] with { Status = status, StatusUntil = until };
            }
        }
    }

    // A row that is written again leaves its old values behind, and perhaps words that no other has.
    private bool DropOldValues(Span<IndexRow> rows)
    {
        var used = 0;
        foreach (ref readonly var row in rows)
        {
            used += row.ValuesCount;
        }

        if (_valuesEnd <= (2 * used) + 1024)
        {
            return false;
        }

        var words = _numbers.OrderBy(n => n.Value).Select(n => n.Key).ToArray();
        var old = _values;
        (_values, _valuesEnd) = (new int[used + 1024], 0);
        _numbers.Clear();
        foreach (ref var row in rows)
        {
            var at = _valuesEnd;
            foreach (var value in old.AsSpan(row.ValuesAt, row.ValuesCount))
            {
                AddValue(Number(words[value]));
            }

            row = row with { ValuesAt = at };
        }

        return true;
    }
}
