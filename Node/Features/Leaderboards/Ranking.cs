using System.Linq.Expressions;

namespace Agon.Node.Features.Leaderboards;

/// <summary>Who stands where: best first, entries without a value last, equals on one rank (1, 2, 2, 4) with the earlier first.</summary>
internal static class Ranking
{
    /// <summary>Whether <paramref name="value"/> stands strictly before <paramref name="other"/>.</summary>
    public static bool IsBetter(double? value, double? other, SortDirection direction) => (value, other) switch
    {
        (null, _) => false,
        (_, null) => true,
        _ => direction == SortDirection.Descending ? value > other : value < other,
    };

    /// <summary>Sorts by what ranks.</summary>
    public static IOrderedQueryable<Entry> Sort(IQueryable<Entry> entries, SortDirection direction) => Sort(entries, direction, e => e.Primary);

    /// <summary>Sorts as the leaderboard does: by value, then by time, then by whatever the query adds.</summary>
    public static IOrderedQueryable<Entry> Sort(IQueryable<Entry> entries, SortDirection direction, Expression<Func<Entry, double?>> value)
    {
        var hasNone = Expression.Lambda<Func<Entry, bool>>(Expression.Equal(value.Body, Expression.Constant(null, typeof(double?))), value.Parameters);
        var scoredFirst = entries.OrderBy(hasNone);
        var byValue = direction == SortDirection.Descending ? scoredFirst.ThenByDescending(value) : scoredFirst.ThenBy(value);
        return byValue.ThenBy(e => e.SubmittedAt).ThenBy(e => e.Id);
    }

    /// <summary>The entries that stand strictly before one of this value.</summary>
    public static IQueryable<Entry> Before(IQueryable<Entry> entries, double? given, SortDirection direction, Expression<Func<Entry, double?>> value)
    {
        // A variable, not a constant: otherwise each value would be a query of its own to the database.
        Expression<Func<double?>> variable = () => given;
        var isBefore = given is null ? Expression.NotEqual(value.Body, Expression.Constant(null, typeof(double?)))
            : direction == SortDirection.Descending ? Expression.GreaterThan(value.Body, variable.Body)
            : Expression.LessThan(value.Body, variable.Body);
        return entries.Where(Expression.Lambda<Func<Entry, bool>>(isBefore, value.Parameters));
    }

    /// <summary>The ranks of a stretch of sorted values; one without a value has none.</summary>
    /// <param name="sorted">The values, in order.</param>
    /// <param name="before">How many entries come before the stretch.</param>
    /// <param name="better">How many of them are strictly better than its first.</param>
    public static IReadOnlyList<int?> Ranks(IReadOnlyList<double?> sorted, int before, int better)
    {
        var ranks = new int?[sorted.Count];
        for (var i = 0; i < sorted.Count; i++)
        {
            ranks[i] = sorted[i] is null ? null
                : i == 0 ? better + 1
                : sorted[i] == sorted[i - 1] ? ranks[i - 1]
                : before + i + 1;
        }

        return ranks;
    }
}
