namespace Agon.Node.Worker.Runs;

/// <summary>Where programs find things inside a container: the directories of the run-time contract.</summary>
internal static class ContainerPaths
{
    public const string Program = "/app/program";
    public const string IngestionProgram = "/app/ingestion_program";
    public const string IngestedProgram = "/app/ingested_program";
    public const string InputData = "/app/input_data";
    public const string Input = "/app/input";
    public const string Reference = "/app/input/ref";
    public const string Result = "/app/input/res";
    public const string Output = "/app/output";
    public const string Shared = "/app/shared";
}
