namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>The rows that have a facet's value: a set if they are many, else a list, so that thousands of rare values take no more room than what has them.</summary>
internal sealed class ValueRows
{
    // Fewer than one row of so many are a list: then it is the smaller.
    private const int RareFrom = 64;

    private readonly RowSet? _many;
    private readonly int[] _few = [];

    private ValueRows(int[] rows, int count)
    {
        if (rows.Length < count / RareFrom)
        {
            _few = rows;
            return;
        }

        _many = new RowSet(count);
        foreach (var row in rows)
        {
            _many.Add(row);
        }
    }

    /// <summary>Those of each value, by its number.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="values">The numbers of their values.</param>
    /// <param name="words">How many values there are.</param>
    public static ValueRows[] Of(ReadOnlySpan<IndexRow> rows, ReadOnlySpan<int> values, int words)
    {
        var counts = new int[words];
        foreach (ref readonly var row in rows)
        {
            foreach (var value in values.Slice(row.ValuesAt, row.ValuesCount))
            {
                counts[value]++;
            }
        }

        var lists = Array.ConvertAll(counts, count => new int[count]);
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            foreach (var value in values.Slice(rows[i].ValuesAt, rows[i].ValuesCount))
            {
                lists[value][--counts[value]] = i;
            }
        }

        var count = rows.Length;
        return Array.ConvertAll(lists, list => new ValueRows(list, count));
    }

    /// <summary>How many of some rows have the value.</summary>
    public int CountIn(RowSet rows)
    {
        if (_many is not null)
        {
            return _many.CountIn(rows);
        }

        var count = 0;
        foreach (var row in _few)
        {
            count += rows.Contains(row) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Those of some rows that have the value.</summary>
    public RowSet In(RowSet rows, int count)
    {
        if (_many is not null)
        {
            return _many.In(rows);
        }

        var found = new RowSet(count);
        foreach (var row in _few)
        {
            if (rows.Contains(row))
            {
                found.Add(row);
            }
        }

        return found;
    }
}
