namespace Agon.Node.Features.Competitions.Bundles.Yaml;

/// <summary>What became of a YAML text.</summary>
/// <param name="Root">The document, or null when it can't be read or is empty.</param>
/// <param name="Problems">What is wrong with it as YAML.</param>
internal sealed record YamlReading(YamlNode? Root, IReadOnlyList<YamlProblem> Problems);

/// <summary>Something wrong with a text as YAML.</summary>
internal sealed record YamlProblem(bool IsWarning, YamlPlace Place, string Message, string? Hint);
