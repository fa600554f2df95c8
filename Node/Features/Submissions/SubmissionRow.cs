using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Leaderboards;

namespace Agon.Node.Features.Submissions;

/// <summary>A submission in a list.</summary>
internal sealed record SubmissionRow
{
    public required Guid Id { get; init; }
    public required int Number { get; init; }
    public required string Participant { get; init; }
    public required string Phase { get; init; }
    public required string FileName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required SubmissionStatus Status { get; init; }

    /// <summary>Why its newest failed run failed.</summary>
    public required RunFailureCode? FailureCode { get; init; }

    public required double? Primary { get; init; }

    /// <summary>The ranking column as this visitor may see it; null: its values are hidden.</summary>
    public required ColumnWords? Column { get; init; }

    /// <summary>The leaderboards it stands on or could be put on, in their order.</summary>
    public required IReadOnlyList<SubmissionPlace> Places { get; init; }

    public bool IsOnLeaderboard => Places.Any(p => p.IsThere);

    public string Score => Primary is { } value && Column is { } column ? value.ToString($"F{column.Precision}", System.Globalization.CultureInfo.InvariantCulture) : "–";
}

/// <summary>A submission and a leaderboard.</summary>
/// <param name="Board">The leaderboard.</param>
/// <param name="IsThere">Whether the submission stands there.</param>
/// <param name="IsScored">Whether it could.</param>
internal sealed record SubmissionPlace(Leaderboard Board, bool IsThere, bool IsScored)
{
    /// <summary>Whether its sender may put it there.</summary>
    public bool IsChoosable => IsScored && !IsThere && Board.SubmissionRule.IsChosen;

    /// <summary>Whether its sender may take it off.</summary>
    public bool IsRemovable => IsThere && Board.SubmissionRule.IsRemovable;

    public static IReadOnlyList<SubmissionPlace> Of(IEnumerable<Leaderboard> boards, SubmissionStatus status, IEnumerable<Guid> standsOn) =>
        [.. boards.Select(b => new SubmissionPlace(b, standsOn.Contains(b.Id), status == SubmissionStatus.Scored)).Where(p => p.IsThere || p.IsChoosable)];
}

/// <summary>How a column is written.</summary>
internal sealed record ColumnWords(string Title, int Precision);
