using System.Numerics;

namespace Agon.Hub.Features.Catalogue.Search;

/// <summary>Some of a view's rows, a bit for each: 100 000 are counted, or looked for in others, in some microseconds.</summary>
internal sealed class RowSet
{
    private readonly ulong[] _bits;

    /// <param name="rows">How many rows there are.</param>
    public RowSet(int rows) => _bits = new ulong[(rows + 63) / 64];

    private RowSet(ulong[] bits) => _bits = bits;

    /// <summary>The rows for which something is so.</summary>
    public static RowSet Of(int rows, Predicate<int> isSo)
    {
        var set = new RowSet(rows);
        for (var i = 0; i < rows; i++)
        {
            if (isSo(i))
            {
                set.Add(i);
            }
        }

        return set;
    }

    public void Add(int row) => _bits[row >> 6] |= 1UL << (row & 63);

    public bool Contains(int row) => (_bits[row >> 6] >> (row & 63) & 1) != 0;

    public int Count()
    {
        var count = 0;
        foreach (var word in _bits)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>How many are in both.</summary>
    public int CountIn(RowSet other)
    {
        var one = _bits;
        var two = other._bits.AsSpan(0, one.Length);
        var count = 0;
        for (var i = 0; i < one.Length; i++)
        {
            count += BitOperations.PopCount(one[i] & two[i]);
        }

        return count;
    }

    /// <summary>Those in both.</summary>
    public RowSet In(RowSet other)
    {
        var one = _bits;
        var two = other._bits.AsSpan(0, one.Length);
        var both = new ulong[one.Length];
        for (var i = 0; i < one.Length; i++)
        {
            both[i] = one[i] & two[i];
        }

        return new RowSet(both);
    }

    /// <summary>Those of them for which something is so.</summary>
    public RowSet Where(Predicate<int> isSo)
    {
        var kept = new RowSet(new ulong[_bits.Length]);
        for (var i = 0; i < _bits.Length; i++)
        {
            for (var rest = _bits[i]; rest != 0; rest &= rest - 1)
            {
                var row = (i << 6) + BitOperations.TrailingZeroCount(rest);
                if (isSo(row))
                {
                    kept.Add(row);
                }
            }
        }

        return kept;
    }
}
