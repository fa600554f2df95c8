namespace Agon.Node.Features.Competitions;

/// <summary>What the rules of competitions say to people.</summary>
internal static class CompetitionMessages
{
    public const string NotFound = "There is no such competition, or it is not open to you.";

    /// <summary>How many submissions a person may send to a phase.</summary>
    public static string Limits(Phase phase) => (phase.MaxSubmissionsPerDay, phase.MaxSubmissions) switch
    {
        (null, null) => "as many as you like",
        ({ } day, null) => $"at most {day} a day",
        (null, { } all) => $"at most {all} in all",
        ({ } day, { } all) => $"at most {day} a day, {all} in all",
    };
}
