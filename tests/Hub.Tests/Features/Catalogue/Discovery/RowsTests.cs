using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Listings;
using Agon.Hub.Features.Catalogue.Search;

namespace Agon.Hub.Tests.Features.Catalogue.Discovery;

/// <summary>What the catalogue's sets of rows say, beside what looking at each listing says.</summary>
public sealed class RowsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ManualClock _clock = new(Start);
    private readonly Random _random = new(20260301);
    private readonly Dictionary<Guid, IndexedMember> _members = [];
    private readonly Dictionary<Guid, IndexedListing> _listings = [];
    private readonly IndexWriter _writer;
    private CatalogueView _view = CatalogueView.Empty;

    public RowsTests()
    {
        _writer = new IndexWriter(_clock);
        for (var i = 0; i < 5; i++)
        {
            var id = Guid.CreateVersion7();
            _members[id] = new IndexedMember(id, IsShown: i > 0, $"University {i}", 0, null);
        }
    }

    [Fact]
    public void facets_count_and_orders_hold_whatever_is_chosen_changes_and_turns()
    {
        Write([.. Enumerable.Range(1, 400).Select(i => Listing(Guid.CreateVersion7(), i))]);
        for (var round = 0; round < 15; round++)
        {
            for (var question = 0; question < 4; question++)
            {
                Ask();
            }

            _clock.Advance(TimeSpan.FromHours(_random.Next(1, 100)));
            if (round % 3 == 0)
            {
                var changed = _listings.Values.OrderBy(_ => _random.Next()).Take(60).Select(l => Listing(l.Id, l.Number)).ToList();
                Write([.. changed, .. Enumerable.Range(_listings.Count + 1, 20).Select(i => Listing(Guid.CreateVersion7(), i))]);
            }
        }
    }

    [Fact]
    public void a_view_stays_as_it_was_when_others_are_written_after_it()
    {
        Write([.. Enumerable.Range(1, 200).Select(i => Listing(Guid.CreateVersion7(), i))]);
        var (view, before) = (_view, Counts(_view));

        for (var i = 0; i < 30; i++)
        {
            Write([.. _listings.Values.Select(l => Listing(l.Id, l.Number))]);
        }

        Counts(view).ShouldBe(before);
        Counts(_view).ShouldNotBe(before);
    }

    private static string Counts(CatalogueView view) => string.Join(';', CountFacets.Run(view, view.At(Start), null, new Dictionary<Facet, string>()).Values
        .SelectMany(f => f.Value.Select(v => $"{f.Key} {v.Value} {v.Count}")));

    private void Write(IReadOnlyList<IndexedListing> listings)
    {
        foreach (var listing in listings)
        {
            _listings[listing.Id] = listing;
        }

        _view = _writer.Write(_view, _members, listings);
    }

    private void Ask()
    {
        var now = _clock.GetUtcNow();
        var timed = _view.At(now);
        var chosen = Values(_listings.Values.ElementAt(_random.Next(_listings.Count))).OrderBy(_ => _random.Next()).DistinctBy(v => v.Facet).Take(_random.Next(4)).ToDictionary(v => v.Facet, v => v.Value);
        var words = _random.Next(2) == 0 ? null : RowSet.Of(_view.Count, _ => _random.Next(3) > 0);

        var (found, values) = CountFacets.Run(_view, timed, words, chosen);

        var row = _view.Details.Take(_view.Count).Select((d, i) => (d.Id, Row: i)).ToDictionary(d => d.Id, d => d.Row);
        var shown = _listings.Values.Where(l => !l.IsWithdrawn && !l.IsUnlisted && _members[l.MemberId].IsShown && words?.Contains(row[l.Id]) != false).ToList();
        var fitting = shown.Where(l => chosen.All(c => Values(l).Contains((c.Key, c.Value)))).ToList();
        found.Count().ShouldBe(fitting.Count);
        fitting.ShouldAllBe(l => found.Contains(row[l.Id]));
        foreach (var facet in Enum.GetValues<Facet>())
        {
            var others = shown.Where(l => chosen.Where(c => c.Key != facet).All(c => Values(l).Contains((c.Key, c.Value)))).ToList();
            foreach (var value in values[facet])
            {
                value.Count.ShouldBe(others.Count(l => Values(l).Contains((facet, value.Value))), $"{facet} {value.Value}");
                value.IsChosen.ShouldBe(chosen.GetValueOrDefault(facet) == value.Value);
            }
        }

        Page(_view.ByNewness).ShouldBe(Ordered(l => (0, -Math.Min(l.PublishedAt.UtcTicks, l.FirstSeenAt.UtcTicks))));
        Page(_view.ByActivity).ShouldBe(Ordered(l => (-(l.Submissions ?? 0), -(l.Participants ?? 0))));
        Page(timed.ByUrgency(isFeaturedFirst: false)).ShouldBe(Ordered(Urgency));
        Page(timed.ByUrgency(isFeaturedFirst: true)).ShouldBe(Ordered(l => l.IsFeatured && (l.FeaturedUntil is not { } until || now < until) && Status(l) != ListingStatus.Closed ? (-1, Urgency(l).Group, Urgency(l).Ticks) : (0, Urgency(l).Group, Urgency(l).Ticks)));
        var half = RowSet.Of(_view.Count, i => i % 2 == 0);
        SortRows.Page(_view.ByNewness, found, half, 0, 1000).ShouldBe([.. Page(_view.ByNewness).Where(i => i % 2 == 0), .. Page(_view.ByNewness).Where(i => i % 2 == 1)]);
        RowHit[] hits = [.. Enumerable.Range(0, _view.Count).Select(i => new RowHit(i, i % 4))];
        SortRows.Best(_view, timed, hits, found, 5, 50).ShouldBe(Ordered(l => (-(row[l.Id] % 4), Urgency(l).Group, Urgency(l).Ticks)).Skip(5).Take(50));

        List<int> Page(int[] ordered) => SortRows.Page(ordered, found, null, 0, 1000);
        List<int> Ordered<TKey>(Func<IndexedListing, TKey> key) => [.. fitting.OrderBy(key).ThenByDescending(l => row[l.Id]).Select(l => row[l.Id])];
        ListingStatus Status(IndexedListing listing) => ListingTime.At(listing.Phases, now).Status;
        (int Group, long Ticks) Urgency(IndexedListing l) => Status(l) switch
        {
            ListingStatus.Upcoming => (2, l.Phases[0].StartsAt.UtcTicks),
            ListingStatus.Closed => (3, -l.Phases[^1].EndsAt!.Value.UtcTicks),
            _ when l.Phases[^1].EndsAt is null => (1, 0),
            _ => (0, l.Phases[^1].EndsAt!.Value.UtcTicks),
        };
        IEnumerable<(Facet Facet, string Value)> Values(IndexedListing listing)
        {
            var (status, end) = (Status(listing), listing.Phases[^1].EndsAt);
            var isRunning = status is ListingStatus.Open or ListingStatus.ClosingSoon or ListingStatus.Between;
            return
            [
                .. Facets.Values(listing, listing.Institution ?? _members[listing.MemberId].Institution),
                (Facet.Status, status switch { ListingStatus.Closed => "closed", ListingStatus.Open or ListingStatus.ClosingSoon => "open", _ => "upcoming" }),
                .. new[] { 7, 30 }.Where(days => isRunning && end - now <= TimeSpan.FromDays(days)).Select(days => (Facet.Closes, $"{days}")),
            ];
        }
    }

    private IndexedListing Listing(Guid id, long number)
    {
        var begins = Start.AddHours(_random.Next(-2000, 3000));
        var middle = begins.AddHours(_random.Next(1, 1000));
        DateTimeOffset? end = _random.Next(5) == 0 ? null : middle.AddHours(_random.Next(30, 900));
        return new IndexedListing
        {
            Id = id,
            MemberId = _listings.TryGetValue(id, out var old) ? old.MemberId : _members.Keys.ElementAt(_random.Next(_members.Count)),
            Number = number,
            IsWithdrawn = _random.Next(20) == 0,
            IsUnlisted = _random.Next(20) == 0,
            IsFeatured = _random.Next(10) == 0,
            FeaturedUntil = _random.Next(2) == 0 ? null : Start.AddHours(_random.Next(1000)),
            PublishedAt = begins.AddDays(-_random.Next(9)),
            FirstSeenAt = begins.AddDays(-_random.Next(9)),
            Institution = _random.Next(2) == 0 ? null : $"Rare {_random.Next(300)}",
            SubmissionKinds = [.. new[] { "code", "results" }.Where(_ => _random.Next(2) == 0)],
            TaskTypes = [$"task {(int)Math.Sqrt(_random.Next(100))}"],
            Modalities = [.. Enumerable.Range(0, 30).Where(i => _random.Next(i + 2) == 0).Select(i => $"data {i}")],
            Language = _random.Next(3) == 0 ? null : "en",
            HasPrize = _random.Next(2) == 0,
            IsConfidential = _random.Next(5) == 0,
            Participants = _random.Next(3) == 0 ? null : _random.Next(3),
            Submissions = _random.Next(3) == 0 ? null : _random.Next(3),
            Phases = [new PhaseSpan(begins, middle), new PhaseSpan(_random.Next(2) == 0 ? middle : middle.AddHours(20), end)],
        };
    }
}
