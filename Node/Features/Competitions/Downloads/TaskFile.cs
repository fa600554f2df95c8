namespace Agon.Node.Features.Competitions.Downloads;

/// <summary>What a task is made of.</summary>
internal enum TaskFile
{
    ScoringProgram,
    IngestionProgram,
    InputData,
    ReferenceData,
}

internal static class TaskFiles
{
    /// <summary>The word in addresses.</summary>
    public static string Word(this TaskFile file) => file switch
    {
        TaskFile.ScoringProgram => "scoring-program",
        TaskFile.IngestionProgram => "ingestion-program",
        TaskFile.InputData => "input-data",
        _ => "reference-data",
    };

    public static TaskFile? Parse(string word) => Enum.GetValues<TaskFile>().Cast<TaskFile?>().FirstOrDefault(f => f!.Value.Word() == word);

    public static Guid? IdOf(this CompetitionTask task, TaskFile file) => file switch
    {
        TaskFile.ScoringProgram => task.ScoringProgramId,
        TaskFile.IngestionProgram => task.IngestionProgramId,
        TaskFile.InputData => task.InputDataId,
        _ => task.ReferenceDataId,
    };

    /// <summary>Whether participants get it at all, once a phase with the task has opened. Reference data is for organizers.</summary>
    public static bool IsForParticipants(this TaskFile file, Competition competition) => file switch
    {
        TaskFile.ScoringProgram or TaskFile.IngestionProgram => competition.MakeProgramsAvailable,
        TaskFile.InputData => competition.MakeInputDataAvailable,
        _ => false,
    };
}
