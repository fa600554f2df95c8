namespace Agon.Node.Worker.Runs;

/// <summary>Looks at the files of a submission without a command: are they results, or something an ingestion program must run?</summary>
internal static class SubmissionContent
{
    private static readonly HashSet<string> CodeOrModel = new(StringComparer.OrdinalIgnoreCase)
    {
        // Programs.
        ".py", ".pyc", ".pyd", ".pyx", ".ipynb", ".r", ".jl", ".m", ".sh", ".bash", ".java", ".class", ".jar", ".kt", ".scala", ".c", ".cc",
        ".cpp", ".cxx", ".h", ".hpp", ".cu", ".cs", ".fs", ".js", ".mjs", ".ts", ".go", ".rs", ".rb", ".pl", ".lua", ".php", ".swift", ".f",
        ".f90", ".hs", ".ml", ".so", ".dll", ".exe", ".wasm", ".whl",

        // Trained models, which only an ingestion program can use.
        ".pkl", ".pickle", ".joblib", ".pt", ".pth", ".ckpt", ".onnx", ".h5", ".hdf5", ".keras", ".pb", ".tflite", ".safetensors", ".gguf",
        ".rds", ".rda", ".rdata", ".model", ".bin",
    };

    /// <summary>The first file that is code or a model, or null when the submission is results.</summary>
    public static string? FindCode(string directory) =>
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(path => CodeOrModel.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(directory, path))
            .FirstOrDefault();

    /// <summary>Copies a submission to where predictions are expected, as the containers' user's own files; its metadata stays behind.</summary>
    public static void CopyTo(string submission, string output, ContainerUser user)
    {
        foreach (var directory in Directory.EnumerateDirectories(submission, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(output, Path.GetRelativePath(submission, directory));
            Directory.CreateDirectory(copy);
            File.SetUnixFileMode(copy, File.GetUnixFileMode(output));
            user.Give(copy);
        }

        foreach (var file in Directory.EnumerateFiles(submission, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(submission, file);
            if (!ProgramMetadata.FileNames.Contains(name))
            {
                var copy = Path.Combine(output, name);
                File.Copy(file, copy);
                File.SetUnixFileMode(copy, File.GetUnixFileMode(file) | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
                user.Give(copy);
            }
        }
    }
}
