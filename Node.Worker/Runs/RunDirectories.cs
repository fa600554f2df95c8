namespace Agon.Node.Worker.Runs;

/// <summary>
/// Holds the directories of one run. The root is closed to everybody else on the machine; what containers may write to is open to any
/// user inside it, so it works whichever user the engine makes of theirs.
/// </summary>
internal sealed class RunDirectories
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Readable = OwnerOnly
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode Writable = Readable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private RunDirectories(string root) => Root = root;

    public string Root { get; }

    public string SubmissionFile => Path.Combine(Root, "submission.file");

    public string Submission => Path.Combine(Root, "submission");

    public string Ingestion => Path.Combine(Root, "ingestion");

    public string Scoring => Path.Combine(Root, "scoring");

    public string InputData => Path.Combine(Root, "input_data");

    public string Reference => Path.Combine(Root, "reference");

    /// <summary>The prediction step's <c>/app/output</c>, which scoring sees as <c>/app/input/res</c>.</summary>
    public string Prediction => Path.Combine(Root, "prediction");

    public string PredictionShared => Path.Combine(Root, "prediction_shared");

    /// <summary>The scoring step's <c>/app/output</c>.</summary>
    public string Result => Path.Combine(Root, "result");

    public string ScoringShared => Path.Combine(Root, "scoring_shared");

    public static RunDirectories Create(string parent, string name, ContainerUser user)
    {
        var directories = new RunDirectories(Path.Combine(parent, name));
        Make(directories.Root, OwnerOnly);
        foreach (var path in (ReadOnlySpan<string>)
            [directories.Submission, directories.Ingestion, directories.Scoring, directories.InputData, directories.Reference])
        {
            Make(path, Readable);
        }

        foreach (var path in (ReadOnlySpan<string>)
            [directories.Prediction, directories.PredictionShared, directories.Result, directories.ScoringShared])
        {
            Make(path, Writable);
            user.Give(path);
        }

        return directories;
    }

    public string ZipFile(string output) => Path.Combine(Root, output + ".zip");

    /// <summary>Makes a directory with exactly this mode, whatever the process's mask.</summary>
    private static void Make(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, mode);
    }
}
