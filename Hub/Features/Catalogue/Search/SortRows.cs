using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Puts a page's rows in order without putting all in order.</summary>
internal static class SortRows
{
    private const int GroupAt = 62;
    private const ulong MostTicks = (1UL << GroupAt) - 1;

    /// <summary>The listings of a page.</summary>
    /// <param name="view">All rows.</param>
    /// <param name="found">Those that are asked for.</param>
    /// <param name="sort">In which order.</param>
    /// <param name="isFeaturedFirst">Whether what curators feature comes before all others, in the usual order.</param>
    /// <param name="now">The instant.</param>
    /// <param name="skip">How many come before the page.</param>
    /// <param name="take">How many are on it.</param>
    public static IReadOnlyList<Guid> Page(
        CatalogueView view, IReadOnlyList<RowHit> found, DiscoverSort sort, bool isFeaturedFirst, DateTimeOffset now, int skip, int take)
    {
        // The last of the first so many is on top, and goes when a better one comes.
        var first = new PriorityQueue<int, RowOrder>(Comparer<RowOrder>.Create((one, other) => other.CompareTo(one)));
        foreach (var hit in found)
        {
            var order = Order(view.Rows[hit.Row], hit.Rank, sort, isFeaturedFirst, now);
            if (first.Count < skip + take)
            {
                first.Enqueue(hit.Row, order);
            }
            else
            {
                first.EnqueueDequeue(hit.Row, order);
            }
        }

        var page = new List<Guid>();
        while (first.Count > skip)
        {
            page.Add(view.Rows[first.Dequeue()].Id);
        }

        page.Reverse();
        return page;
    }

    private static RowOrder Order(in IndexRow row, float rank, DiscoverSort sort, bool isFeaturedFirst, DateTimeOffset now) => sort switch
    {
        DiscoverSort.Newest => new(~(ulong)row.NewSince, 0, row.Id),
        DiscoverSort.MostActive => new(~(((ulong)row.Submissions << 32) | (uint)row.Participants), 0, row.Id),
        DiscoverSort.Relevance => new(~(ulong)BitConverter.SingleToUInt32Bits(Math.Max(0, rank)), Urgency(row, now), row.Id),
        _ => new(isFeaturedFirst && row.IsFeaturedAt(now) ? 0UL : 1UL, Urgency(row, now), row.Id),
    };

    private static ulong Urgency(in IndexRow row, DateTimeOffset now)
    {
        var (group, ticks) = row.StatusAt(now) switch
        {
            ListingStatus.Upcoming => (2UL, (ulong)row.StartsAt),
            ListingStatus.Closed => (3UL, MostTicks - (ulong)row.EndsAt),
            _ when row.EndsAt == long.MaxValue => (1UL, 0UL),
            _ => (0UL, (ulong)row.EndsAt),
        };
        return (group << GroupAt) | ticks;
    }

    /// <summary>What comes first: the smaller number, then the smaller second, then the newer here.</summary>
    private readonly record struct RowOrder(ulong First, ulong Second, Guid Id) : IComparable<RowOrder>
    {
        public int CompareTo(RowOrder other)
        {
            var order = First.CompareTo(other.First);
            order = order != 0 ? order : Second.CompareTo(other.Second);
            return order != 0 ? order : other.Id.CompareTo(Id);
        }
    }
}
