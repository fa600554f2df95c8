using Agon.Node.Features.Competitions.Downloads;
using Agon.Node.Features.Competitions.Publishing;
using Agon.Node.Features.Submissions;

namespace Agon.Node.Features.Competitions;

/// <summary>What the rules of competitions say to people.</summary>
internal static class CompetitionMessages
{
    public const string NotFound = "There is no such competition, or it is not open to you. Check the address; a draft is open to its organizers only.";
    public const string NotYours = "Only organizers of this competition may do that. Ask one of them to do it.";
    public const string AlreadyPublished = "The competition is public already.";
    public const string AlreadyDraft = "The competition is a draft already.";
    public const string NoSuchFile = "There is no such file. The competition's page Data lists the files there are.";
    public const string FilesForParticipants = "The files are for those who take part: join the competition first.";
    public const string FilesWhenOpen = "You get the files of a phase when it opens.";

    public const string ExampleSolution = "Example solution";

    public static string Name(TaskFile file) => file switch
    {
        TaskFile.ScoringProgram => "Scoring program",
        TaskFile.IngestionProgram => "Ingestion program",
        TaskFile.InputData => "Input data",
        TaskFile.ReferenceData => "Reference data",
        _ => throw new ArgumentOutOfRangeException(nameof(file)),
    };

    public static string NotReady(IEnumerable<PublicationCheck> missing) => $"It can't be published yet. {string.Join(' ', missing.Select(m => m.Sentence))}";

    /// <summary>What a person may still send, beside the button that sends.</summary>
    public static string Left(Phase phase, SubmissionLimits limits) => limits switch
    {
        { LeftToday: { } today } when today <= (limits.LeftInTotal ?? today) => $"{today} of {limits.PerDay} left today",
        { LeftInTotal: { } all } => $"{all} of {limits.Total} left in this phase",
        _ => $"to {phase.Name}, as often as you like",
    };

    /// <summary>How many submissions a person may send to a phase.</summary>
    public static string Limits(Phase phase) => (phase.MaxSubmissionsPerDay, phase.MaxSubmissions) switch
    {
        (0, _) or (_, 0) => "none at present",
        (null, null) => "as many as you like",
        ({ } day, null) => $"at most {day} a day",
        (null, { } all) => $"at most {all} in all",
        ({ } day, { } all) => $"at most {day} a day, {all} in all",
    };
}
