using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Puts rows in order: all of them once for many searches, or those that fit words best.</summary>
internal static class SortRows
{
    private const int GroupAt = 62;
    private const ulong MostTicks = (1UL << GroupAt) - 1;

    /// <summary>All rows in an order.</summary>
    public static int[] All(int count, Func<int, RowOrder> order)
    {
        var orders = new RowOrder[count];
        for (var i = 0; i < count; i++)
        {
            orders[i] = order(i);
        }

        Array.Sort(orders);
        return Array.ConvertAll(orders, o => o.Row);
    }

    /// <summary>A page of the rows found, out of all rows in their order.</summary>
    /// <param name="ordered">All rows.</param>
    /// <param name="found">Those found.</param>
    /// <param name="first">Those of them that come before the others; null if none do.</param>
    /// <param name="skip">How many come before the page.</param>
    /// <param name="take">How many are on it at most.</param>
    public static List<int> Page(int[] ordered, RowSet found, RowSet? first, int skip, int take)
    {
        var page = new List<int>(take);
        foreach (var isFirst in first is null ? [false] : new[] { true, false })
        {
            for (var i = 0; i < ordered.Length && page.Count < take; i++)
            {
                if (found.Contains(ordered[i]) && (first is null || first.Contains(ordered[i]) == isFirst) && --skip < 0)
                {
                    page.Add(ordered[i]);
                }
            }
        }

        return page;
    }

    /// <summary>A page of the rows found, those that fit the words best first; of equal ones those that close first.</summary>
    public static List<int> Best(CatalogueView view, TimedRows timed, RowHit[] hits, RowSet found, int skip, int take)
    {
        // The last of the first so many is on top, and goes when a better one comes.
        var first = new PriorityQueue<int, RowOrder>(LastFirst.Order);
        var last = default(RowOrder);
        foreach (var hit in hits)
        {
            var rank = ~(ulong)BitConverter.SingleToUInt32Bits(Math.Max(0, hit.Rank));
            var isFull = first.Count == skip + take;
            if (!found.Contains(hit.Row) || (isFull && rank > last.First))
            {
                continue;
            }

            var order = new RowOrder(rank, Urgency(view.Rows[hit.Row], timed.Statuses[hit.Row]), hit.Row);
            if (!isFull)
            {
                first.Enqueue(hit.Row, order);
                first.TryPeek(out _, out last);
            }
            else if (order.CompareTo(last) < 0)
            {
                first.DequeueEnqueue(hit.Row, order);
                first.TryPeek(out _, out last);
            }
        }

        var page = new List<int>();
        while (first.Count > skip)
        {
            page.Add(first.Dequeue());
        }

        page.Reverse();
        return page;
    }

    public static RowOrder ByNewness(CatalogueView view, int row) => new(~(ulong)view.Details[row].NewSince, 0, row);

    public static RowOrder ByActivity(CatalogueView view, int row) =>
        new(~(((ulong)view.Details[row].Submissions << 32) | (uint)view.Details[row].Participants), 0, row);

    /// <summary>What runs and ends first, then what runs without an end, what begins first, and what ended last; before all what curators feature and is not over.</summary>
    public static RowOrder ByUrgency(CatalogueView view, TimedRows timed, int row, bool isFeaturedFirst)
    {
        var status = timed.Statuses[row];
        var isFirst = isFeaturedFirst && timed.IsFeatured(view.Rows[row]) && status != ListingStatus.Closed;
        return new(isFirst ? 0UL : 1UL, Urgency(view.Rows[row], status), row);
    }

    private static ulong Urgency(in IndexRow row, ListingStatus status)
    {
        var (group, ticks) = status switch
        {
            ListingStatus.Upcoming => (2UL, (ulong)row.StartsAt),
            ListingStatus.Closed => (3UL, MostTicks - (ulong)row.EndsAt),
            _ when row.EndsAt == long.MaxValue => (1UL, 0UL),
            _ => (0UL, (ulong)row.EndsAt),
        };
        return (group << GroupAt) | ticks;
    }

    private sealed class LastFirst : IComparer<RowOrder>
    {
        public static readonly LastFirst Order = new();

        public int Compare(RowOrder x, RowOrder y) => y.CompareTo(x);
    }
}

/// <summary>What comes first: the smaller number, then the smaller second, then the newer here.</summary>
internal readonly record struct RowOrder(ulong First, ulong Second, int Row) : IComparable<RowOrder>
{
    public int CompareTo(RowOrder other)
    {
        var order = First.CompareTo(other.First);
        order = order != 0 ? order : Second.CompareTo(other.Second);
        return order != 0 ? order : other.Row.CompareTo(Row);
    }
}
