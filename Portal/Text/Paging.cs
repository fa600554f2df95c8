namespace Agon.Portal.Text;

/// <summary>One page of a list: which, how long, of how many. Out-of-range requests land on the nearest page.</summary>
public sealed record Paging
{
    private Paging(int page, int pageSize, int total)
    {
        PageSize = pageSize;
        Total = total;
        Pages = Math.Max(1, (total + pageSize - 1) / pageSize);
        Page = Math.Clamp(page, 1, Pages);
    }

    /// <summary>The page shown, from 1.</summary>
    public int Page { get; }

    /// <summary>How many items a page has at most.</summary>
    public int PageSize { get; }

    /// <summary>How many items there are in all.</summary>
    public int Total { get; }

    /// <summary>How many pages there are; at least one.</summary>
    public int Pages { get; }

    /// <summary>How many items come before this page: the argument of <c>Skip</c>.</summary>
    public int Skip => (Page - 1) * PageSize;

    /// <summary>A page of a list of <paramref name="total"/> items.</summary>
    /// <param name="page">The page asked for; null or out of range is brought into range.</param>
    /// <param name="pageSize">Items per page, at least 1.</param>
    /// <param name="total">Items in all.</param>
    public static Paging Of(int? page, int pageSize, int total) => new(page ?? 1, Math.Max(1, pageSize), Math.Max(0, total));

    /// <summary>The page numbers worth linking, with 0 where some are left out: 1 0 4 5 6 0 20.</summary>
    public IReadOnlyList<int> Window()
    {
        var shown = Enumerable.Range(1, Pages).Where(p => p == 1 || p == Pages || Math.Abs(p - Page) <= 2).ToList();
        var result = new List<int>();
        foreach (var page in shown)
        {
            if (result is [.., var last] && page - last > 1)
            {
                result.Add(page - last == 2 ? page - 1 : 0);
            }

            result.Add(page);
        }

        return result;
    }
}
