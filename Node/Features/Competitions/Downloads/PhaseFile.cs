namespace Agon.Node.Features.Competitions.Downloads;

/// <summary>What a phase hands out.</summary>
internal enum PhaseFile
{
    StartingKit,
    PublicData,
}

internal static class PhaseFiles
{
    /// <summary>The word in addresses.</summary>
    public static string Word(this PhaseFile file) => file == PhaseFile.StartingKit ? "starting-kit" : "public-data";

    public static PhaseFile? Parse(string word) => word switch
    {
        "starting-kit" => PhaseFile.StartingKit,
        "public-data" => PhaseFile.PublicData,
        _ => null,
    };

    public static Guid? IdOf(this Phase phase, PhaseFile file) => file == PhaseFile.StartingKit ? phase.StartingKitId : phase.PublicDataId;
}
