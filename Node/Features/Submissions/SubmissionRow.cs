using Agon.Federation.Contracts.Runs;

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

    public required bool IsOnLeaderboard { get; init; }

    /// <summary>Whether the participant decides about the leaderboard.</summary>
    public required bool IsChoosable { get; init; }

    public string Score => Primary is { } value && Column is { } column ? value.ToString($"F{column.Precision}", System.Globalization.CultureInfo.InvariantCulture) : "–";
}

/// <summary>How a column is written.</summary>
internal sealed record ColumnWords(string Title, int Precision);
