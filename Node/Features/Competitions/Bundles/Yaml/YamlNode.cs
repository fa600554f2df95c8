namespace Agon.Node.Features.Competitions.Bundles.Yaml;

/// <summary>A value of a YAML document and where it stands.</summary>
internal abstract class YamlNode(YamlPlace place)
{
    public YamlPlace Place { get; } = place;
}

/// <summary>A place in a document; both from 1.</summary>
internal readonly record struct YamlPlace(int Line, int Column);

/// <summary>Text, number, date, truth value or nothing: which, is decided by who asks (<see cref="Yaml11"/>).</summary>
/// <param name="text">The text without quotes.</param>
/// <param name="isPlain">Whether it was written without quotes, so that <c>no</c> may mean false and <c>~</c> nothing.</param>
/// <param name="place">Where.</param>
internal sealed class YamlScalar(string text, bool isPlain, YamlPlace place) : YamlNode(place)
{
    public string Text { get; } = text;
    public bool IsPlain { get; } = isPlain;
}

internal sealed class YamlList(YamlPlace place) : YamlNode(place)
{
    public List<YamlNode> Items { get; } = [];
}

internal sealed class YamlMap(YamlPlace place) : YamlNode(place)
{
    /// <summary>In the document's order; a key that came twice is here once, with its last value.</summary>
    public List<YamlPair> Pairs { get; } = [];
}

internal sealed record YamlPair(YamlScalar Key, YamlNode Value);
