using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Collects everything wrong with a bundle, so that it is told at once.</summary>
internal sealed class BundleProblems
{
    /// <summary>More help nobody.</summary>
    public const int Max = 200;

    private readonly List<BundleProblem> _problems = [];

    public bool HasErrors { get; private set; }

    /// <summary>Errors first, each in the order of the file.</summary>
    public IReadOnlyList<BundleProblem> InOrder =>
    [
        .. _problems.Distinct().OrderBy(p => p.Severity).ThenBy(p => p.File is null ? 0 : 1).ThenBy(p => p.Line ?? int.MaxValue).ThenBy(p => p.Column).Take(Max),
    ];

    public void Error(string? file, YamlPlace? place, string message, string? hint = null)
    {
        HasErrors = true;
        Add(BundleProblemSeverity.Error, file, place, message, hint);
    }

    public void Warn(string? file, YamlPlace? place, string message, string? hint = null) =>
        Add(BundleProblemSeverity.Warning, file, place, message, hint);

    /// <summary>Something read in another way than elsewhere, on purpose.</summary>
    public void Note(string? file, YamlPlace? place, string message) => Add(BundleProblemSeverity.Note, file, place, message, null);

    private void Add(BundleProblemSeverity severity, string? file, YamlPlace? place, string message, string? hint)
    {
        // Errors are kept whatever number of warnings came before them.
        if (_problems.Count < 2 * Max || (severity == BundleProblemSeverity.Error && _problems.Count < 4 * Max))
        {
            _problems.Add(new BundleProblem(severity, file, place?.Line, place?.Column, message, hint));
        }
    }
}
