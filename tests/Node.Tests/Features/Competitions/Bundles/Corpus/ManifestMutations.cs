using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Corpus;

/// <summary>Every key of a manifest written in blocks, to be renamed or given another value.</summary>
internal sealed class ManifestMutations(string manifest)
{
    private readonly string[] _lines = manifest.Split('\n');

    /// <summary>The keys with their paths, for instance <c>phases.0.name</c>.</summary>
    public IEnumerable<(string Path, YamlPair Pair)> Keys => Walk(ReadYaml.From(manifest).Root!, "", []);

    public YamlPair At(string path) => Keys.First(k => k.Path == path).Pair;

    /// <summary>The manifest without a key: it has another name.</summary>
    public string Without(string path)
    {
        var key = At(path).Key;
        return With(key.Place.Line, line => $"{line[..(key.Place.Column - 1)]}zzzzzzzzzzzz{line[(key.Place.Column - 1 + key.Text.Length)..]}");
    }

    /// <summary>The manifest with another value for a key; what stood below it goes.</summary>
    public string With(string path, string value)
    {
        var (key, indent) = (At(path).Key, At(path).Key.Place.Column - 1);
        var below = _lines.Skip(key.Place.Line).TakeWhile(l => l.Length == 0 || l.TakeWhile(c => c == ' ').Count() > indent).Count();
        var line = _lines[key.Place.Line - 1];
        var anchor = line[(indent + key.Text.Length)..].Split(' ').FirstOrDefault(w => w.StartsWith('&'));
        return string.Join('\n', [.. _lines.Take(key.Place.Line - 1), $"{line[..(indent + key.Text.Length)]}: {anchor} {value}", .. _lines.Skip(key.Place.Line + below)]);
    }

    private string With(int number, Func<string, string> change)
    {
        var lines = _lines.ToArray();
        lines[number - 1] = change(lines[number - 1]);
        return string.Join('\n', lines);
    }

    private IEnumerable<(string Path, YamlPair Pair)> Walk(YamlNode node, string path, HashSet<YamlNode> seen)
    {
        if (!seen.Add(node))
        {
            return [];
        }

        return node switch
        {
            YamlMap map => map.Pairs.SelectMany(p => (IsInBlock(p) ? new[] { ($"{path}{p.Key.Text}", p) } : []).Concat(Walk(p.Value, $"{path}{p.Key.Text}.", seen))),
            YamlList list => list.Items.SelectMany((item, i) => Walk(item, $"{path}{i}.", seen)),
            _ => [],
        };
    }

    private bool IsInBlock(YamlPair pair) => _lines[pair.Key.Place.Line - 1][..(pair.Key.Place.Column - 1)].All(c => c is ' ' or '-');
}
