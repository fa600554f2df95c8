using Agon.Node.Features.FactSheets;
using Agon.Portal.Text;

namespace Agon.Node.Features.Leaderboards;

/// <summary>One page of a leaderboard, as one visitor may see it.</summary>
internal sealed record LeaderboardView
{
    public required LeaderboardQuery Query { get; init; }

    /// <summary>The visible columns, in order.</summary>
    public required IReadOnlyList<ColumnView> Columns { get; init; }

    /// <summary>What was asked of submissions and stands here, in order.</summary>
    public required IReadOnlyList<FactSheetQuestion> Questions { get; init; }

    public required IReadOnlyList<EntryView> Entries { get; init; }

    /// <summary>The visitor's own row, the best if they have several, also when it is on another page.</summary>
    public required EntryView? Own { get; init; }

    public required Paging Paging { get; init; }

    /// <summary>Headings over the columns, each with how many it spans; empty text over columns of no group. None: there are no groups.</summary>
    public IReadOnlyList<(string Title, int Span)> Headings
    {
        get
        {
            List<(string Title, int Span)> headings = [];
            foreach (var column in Columns)
            {
                if (headings is [.., var (title, span)] && title == (column.Group ?? ""))
                {
                    headings[^1] = (title, span + 1);
                }
                else
                {
                    headings.Add((column.Group ?? "", 1));
                }
            }

            return headings.TrueForAll(h => h.Title.Length == 0) ? [] : headings;
        }
    }
}

/// <summary>All of a leaderboard, its entries read while they are asked for.</summary>
internal sealed record WholeLeaderboard(
    LeaderboardQuery Query, IReadOnlyList<ColumnView> Columns, IReadOnlyList<FactSheetQuestion> Questions, IAsyncEnumerable<EntryView> Entries);

/// <summary>A column: its best value stands out.</summary>
internal sealed record ColumnView(Guid Id, string Key, string Title, SortDirection Sorting, int Precision, bool IsPrimary, bool IsHidden, double? Best)
{
    /// <summary>The title of its group.</summary>
    public string? Group { get; init; }

    /// <summary>How it is computed, in a sentence; null: the scoring program writes it.</summary>
    public string? Computed { get; init; }
}

/// <summary>A row; <see cref="Rank"/> is null while there is no value to rank by.</summary>
internal sealed record EntryView(
    int? Rank, Guid AccountId, string Participant, Guid SubmissionId, int SubmissionNumber, DateTimeOffset SubmittedAt, IReadOnlyDictionary<string, double> Scores)
{
    /// <summary>What its sender says of it, by the keys of questions.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    /// <summary>The cells of each task by its id, where they were asked for.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, double>> TaskScores { get; init; } = new Dictionary<Guid, IReadOnlyDictionary<string, double>>();
}
