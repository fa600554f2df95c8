using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>
/// Replaces the variables of a command by paths. It is plain replacement of text in a fixed order, as bundles expect:
/// a name that begins like another one must come first.
/// </summary>
internal static class CommandVariables
{
    public static string Replace(string command, LogStream program, RunStep step)
    {
        foreach (var (name, path) in Table(program, step))
        {
            command = command.Replace(name, path, StringComparison.Ordinal);
        }

        return command;
    }

    private static (string Name, string Path)[] Table(LogStream program, RunStep step) =>
    [
        ("$input_data", ContainerPaths.InputData),
        ("$input", program == LogStream.Ingestion ? ContainerPaths.InputData : ContainerPaths.Input),
        ("$output", ContainerPaths.Output),
        ("$program", ContainerPaths.Program),
        ("$ingestion_program", ContainerPaths.Program),
        ("$hidden", ContainerPaths.Reference),
        ("$shared", ContainerPaths.Shared),
        ("$submission_program", ContainerPaths.IngestedProgram),
        ("$tmp", ContainerPaths.Output),
        ("$predictions", step == RunStep.Scoring ? ContainerPaths.Result : ContainerPaths.Output),
    ];
}
