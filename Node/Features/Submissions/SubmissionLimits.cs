namespace Agon.Node.Features.Submissions;

/// <summary>
/// Tells how many more submissions a person may send to a phase. Which count, says <see cref="SubmissionProgress.Counts"/>. Days are UTC
/// days.
/// </summary>
/// <param name="PerDay">The limit of a day; null: none.</param>
/// <param name="Total">The limit of the whole phase; null: none.</param>
/// <param name="UsedToday">Counted submissions sent since the day began.</param>
/// <param name="Used">Counted submissions in all.</param>
internal sealed record SubmissionLimits(int? PerDay, int? Total, int UsedToday, int Used)
{
    public int? LeftToday => PerDay is { } max ? Math.Max(0, max - UsedToday) : null;

    public int? LeftInTotal => Total is { } max ? Math.Max(0, max - Used) : null;

    /// <summary>How many may be sent now; null: any number.</summary>
    public int? Left => (LeftToday, LeftInTotal) switch
    {
        (null, var total) => total,
        (var today, null) => today,
        var (today, total) => Math.Min(today.Value, total.Value),
    };

    /// <summary>When the UTC day of an instant began.</summary>
    public static DateTimeOffset DayOf(DateTimeOffset now) => new(now.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>Why no more may be sent now, or null.</summary>
    public SubmissionFailure? Refusal(DateTimeOffset now) => (LeftToday, LeftInTotal) switch
    {
        _ when PerDay == 0 || Total == 0 => new SubmissionFailure.TakesNone(),
        (_, 0) => new SubmissionFailure.TotalReached(Total!.Value),
        (0, _) => new SubmissionFailure.DailyReached(PerDay!.Value, DayOf(now).AddDays(1)),
        _ => null,
    };
}
