using System.ComponentModel.DataAnnotations;

namespace Agon.Node.Features.Competitions.Manage;

/// <summary>A phase as the organizer's form sends it. Dates are UTC, to the minute.</summary>
internal sealed class PhaseForm
{
    public const int DescriptionMaxLength = 10_000;
    public const int MaxCount = 1_000_000;
    public const int MaxSeconds = 7 * 24 * 60 * 60;

    [Required(ErrorMessage = "Enter a name.")]
    [StringLength(Phase.NameMaxLength, ErrorMessage = "The name may have at most 256 characters.")]
    public string? Name { get; set; }

    [StringLength(DescriptionMaxLength, ErrorMessage = "The description may have at most 10000 characters.")]
    public string? Description { get; set; }

    [Required(ErrorMessage = "Say when the phase opens.")]
    public DateTime? StartsAt { get; set; }

    public DateTime? EndsAt { get; set; }

    [Range(0, MaxCount, ErrorMessage = "Enter a number, 0 to take no submissions, or leave it empty for no limit.")]
    public int? MaxSubmissionsPerDay { get; set; }

    [Range(1, MaxCount, ErrorMessage = "Enter a number from 1, or leave it empty for no limit.")]
    public int? MaxSubmissions { get; set; }

    [Required(ErrorMessage = "Enter how many seconds a step of a run may take.")]
    [Range(1, MaxSeconds, ErrorMessage = "Enter a number of seconds from 1 to 604800 (a week).")]
    public int? ExecutionTimeLimit { get; set; }

    public bool AcceptsOnlyResults { get; set; }
    public bool HideOutput { get; set; }
    public bool HidePredictionOutput { get; set; }
    public bool HideScoreOutput { get; set; }

    /// <summary>The competition's revision when the form was made.</summary>
    public int Revision { get; set; }

    public static PhaseForm Of(Competition competition, Phase phase) => new()
    {
        Name = phase.Name,
        Description = phase.Description,
        StartsAt = phase.StartsAt.UtcDateTime,
        EndsAt = phase.EndsAt?.UtcDateTime,
        MaxSubmissionsPerDay = phase.MaxSubmissionsPerDay,
        MaxSubmissions = phase.MaxSubmissions,
        ExecutionTimeLimit = phase.ExecutionTimeLimit,
        AcceptsOnlyResults = phase.AcceptsOnlyResults,
        HideOutput = phase.HideOutput,
        HidePredictionOutput = phase.HidePredictionOutput,
        HideScoreOutput = phase.HideScoreOutput,
        Revision = competition.Revision,
    };

    /// <summary>The values of a valid form; a date left as it was shown keeps its seconds.</summary>
    public PhaseValues Values(Phase phase) => new()
    {
        Name = Name!.Trim(),
        Description = Description?.Trim() ?? "",
        StartsAt = Instant(StartsAt, phase.StartsAt)!.Value,
        EndsAt = Instant(EndsAt, phase.EndsAt),
        MaxSubmissionsPerDay = MaxSubmissionsPerDay,
        MaxSubmissions = MaxSubmissions,
        ExecutionTimeLimit = ExecutionTimeLimit!.Value,
        AcceptsOnlyResults = AcceptsOnlyResults,
        HideOutput = HideOutput,
        HidePredictionOutput = HidePredictionOutput,
        HideScoreOutput = HideScoreOutput,
    };

    /// <summary>What differs between the form and the phase as it is, in words.</summary>
    public IReadOnlyList<(string Field, string Stored)> DifferencesTo(Phase phase)
    {
        var (mine, theirs) = (Values(phase), PhaseValues.Of(phase));
        return
        [
            .. Differs("Name", mine.Name != theirs.Name, theirs.Name),
            .. Differs("Description", mine.Description != theirs.Description, theirs.Description),
            .. Differs("Opens", mine.StartsAt != theirs.StartsAt, Words(theirs.StartsAt)),
            .. Differs("Closes", mine.EndsAt != theirs.EndsAt, Words(theirs.EndsAt)),
            .. Differs("Submissions a day", mine.MaxSubmissionsPerDay != theirs.MaxSubmissionsPerDay, Words(theirs.MaxSubmissionsPerDay)),
            .. Differs("Submissions in all", mine.MaxSubmissions != theirs.MaxSubmissions, Words(theirs.MaxSubmissions)),
            .. Differs("Seconds for each step", mine.ExecutionTimeLimit != theirs.ExecutionTimeLimit, Words(theirs.ExecutionTimeLimit)),
            .. Differs("Results only", mine.AcceptsOnlyResults != theirs.AcceptsOnlyResults, Words(theirs.AcceptsOnlyResults)),
            .. Differs("Hide logs and outputs", mine.HideOutput != theirs.HideOutput, Words(theirs.HideOutput)),
            .. Differs("Hide predictions", mine.HidePredictionOutput != theirs.HidePredictionOutput, Words(theirs.HidePredictionOutput)),
            .. Differs("Hide the scoring output", mine.HideScoreOutput != theirs.HideScoreOutput, Words(theirs.HideScoreOutput)),
        ];
    }

    private static (string Field, string Stored)[] Differs(string field, bool differs, string stored) => differs ? [(field, stored)] : [];

    private static string Words(DateTimeOffset? instant) => instant is { } at ? $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "never";

    private static string Words(bool isOn) => isOn ? "yes" : "no";

    private static string Words(int? limit) => limit is { } n ? $"{n}" : "no limit";

    private static DateTimeOffset? Instant(DateTime? entered, DateTimeOffset? stored)
    {
        if (entered is not { } minute)
        {
            return null;
        }

        var instant = new DateTimeOffset(DateTime.SpecifyKind(minute, DateTimeKind.Utc));
        return stored is { } was && was.AddTicks(-(was.Ticks % TimeSpan.TicksPerMinute)) == instant ? was : instant;
    }
}
