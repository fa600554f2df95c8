namespace Agon.Node.Worker.Runs;

/// <summary>Finds the page a scoring program left for people.</summary>
internal static class DetailedResults
{
    private const string Name = "detailed_results.html";

    /// <summary><c>detailed_results.html</c>, or else the first page by name, or null.</summary>
    public static string? Find(string output)
    {
        var named = Path.Combine(output, Name);
        return File.Exists(named) ? named : Directory.EnumerateFiles(output, "*.html").Order(StringComparer.Ordinal).FirstOrDefault();
    }
}
