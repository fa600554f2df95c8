namespace Agon.Node.Features.Competitions.Manage;

/// <summary>What an organizer may change about a phase.</summary>
internal sealed record PhaseValues
{
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset? EndsAt { get; init; }
    public required int? MaxSubmissionsPerDay { get; init; }
    public required int? MaxSubmissions { get; init; }
    public required int ExecutionTimeLimit { get; init; }
    public required bool AcceptsOnlyResults { get; init; }
    public required bool HideOutput { get; init; }
    public required bool HidePredictionOutput { get; init; }
    public required bool HideScoreOutput { get; init; }

    public static PhaseValues Of(Phase phase) => new()
    {
        Name = phase.Name,
        Description = phase.Description,
        StartsAt = phase.StartsAt,
        EndsAt = phase.EndsAt,
        MaxSubmissionsPerDay = phase.MaxSubmissionsPerDay,
        MaxSubmissions = phase.MaxSubmissions,
        ExecutionTimeLimit = phase.ExecutionTimeLimit,
        AcceptsOnlyResults = phase.AcceptsOnlyResults,
        HideOutput = phase.HideOutput,
        HidePredictionOutput = phase.HidePredictionOutput,
        HideScoreOutput = phase.HideScoreOutput,
    };

    public void WriteTo(Phase phase)
    {
        phase.Name = Name;
        phase.Description = Description;
        phase.StartsAt = StartsAt;
        phase.EndsAt = EndsAt;
        phase.MaxSubmissionsPerDay = MaxSubmissionsPerDay;
        phase.MaxSubmissions = MaxSubmissions;
        phase.ExecutionTimeLimit = ExecutionTimeLimit;
        phase.AcceptsOnlyResults = AcceptsOnlyResults;
        phase.HideOutput = HideOutput;
        phase.HidePredictionOutput = HidePredictionOutput;
        phase.HideScoreOutput = HideScoreOutput;
    }
}
