using Agon.Hub.Features.Catalogue.Discovery;
using Agon.Hub.Features.Catalogue.Listings;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>What of a view's rows depends on the time, from an instant until something turns.</summary>
internal sealed class TimedRows
{
    private readonly long _from, _until = long.MaxValue;
    private readonly Lazy<int[]> _urgent, _featured;

    public TimedRows(CatalogueView view, DateTimeOffset now)
    {
        _from = now.UtcTicks;
        Statuses = new ListingStatus[view.Count];
        Sets = [.. Facets.Timed.Select(_ => new RowSet(view.Count))];
        for (var i = 0; i < view.Count; i++)
        {
            ref readonly var row = ref view.Rows[i];
            var (status, until) = _from < row.StatusUntil ? (row.Status, row.StatusUntil) : IndexRow.StatusAt(view.Details[i].Phases, now);
            Statuses[i] = status;
            for (var (set, bits) = (0, Facets.TimedBits(status, row.EndsAt - _from)); bits != 0; set++, bits >>= 1)
            {
                if ((bits & 1) != 0)
                {
                    Sets[set].Add(i);
                }
            }

            if (!view.Listed.Contains(i))
            {
                continue;
            }

            // What nobody finds may turn as often as it likes.
            _until = Sooner(_until, until);
            _until = Sooner(_until, row.FeaturedUntil);
            foreach (var days in Facets.ClosesWithin)
            {
                _until = Sooner(_until, row.EndsAt - days);
            }
        }

        _urgent = new(() => SortRows.All(view.Count, i => SortRows.ByUrgency(view, this, i, isFeaturedFirst: false)));
        _featured = new(() => SortRows.All(view.Count, i => SortRows.ByUrgency(view, this, i, isFeaturedFirst: true)));
    }

    /// <summary>The status of each row.</summary>
    public ListingStatus[] Statuses { get; }

    /// <summary>The rows that have each of <see cref="Facets.Timed"/>.</summary>
    public IReadOnlyList<RowSet> Sets { get; }

    /// <summary>Whether curators' choice of a row counts now.</summary>
    public bool IsFeatured(in IndexRow row) => _from < row.FeaturedUntil;

    public bool HoldsAt(DateTimeOffset now) => now.UtcTicks >= _from && now.UtcTicks < _until;

    /// <summary>The rows in the order in which they close, with or without those before them that curators feature.</summary>
    public int[] ByUrgency(bool isFeaturedFirst) => (isFeaturedFirst ? _featured : _urgent).Value;

    private long Sooner(long one, long other) => other > _from && other < one ? other : one;
}
