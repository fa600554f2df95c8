using Agon.Portal.Text;

namespace Agon.Node.Features.Leaderboards;

/// <summary>One page of a phase's leaderboard, as one visitor may see it.</summary>
internal sealed record LeaderboardView
{
    public required LeaderboardPhase Phase { get; init; }

    /// <summary>The visible columns, in order.</summary>
    public required IReadOnlyList<ColumnView> Columns { get; init; }

    public required IReadOnlyList<EntryView> Entries { get; init; }

    /// <summary>The visitor's own row, also when it is on another page.</summary>
    public required EntryView? Own { get; init; }

    public required Paging Paging { get; init; }
}

/// <summary>All of a phase's leaderboard, its entries read while they are asked for.</summary>
internal sealed record WholeLeaderboard(LeaderboardPhase Phase, IReadOnlyList<ColumnView> Columns, IAsyncEnumerable<EntryView> Entries);

/// <summary>The phase a leaderboard belongs to and how the board works.</summary>
internal sealed record LeaderboardPhase(Guid Id, int Number, string Name, DateTimeOffset? EndsAt, string Title, SubmissionRule Rule, bool IsHidden);

/// <summary>A column: its best value stands out.</summary>
internal sealed record ColumnView(Guid Id, string Key, string Title, SortDirection Sorting, int Precision, bool IsPrimary, bool IsHidden, double? Best);

/// <summary>A row; <see cref="Rank"/> is null while there is no value to rank by.</summary>
internal sealed record EntryView(
    int? Rank, Guid AccountId, string Participant, Guid SubmissionId, int SubmissionNumber, DateTimeOffset SubmittedAt, IReadOnlyDictionary<string, double> Scores);
