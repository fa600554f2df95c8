using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <content>Lists and maps in a section.</content>
internal sealed partial class Section
{
    /// <summary>The items of a list, up to the most it may have; absent, or another type, is an error if the list is required.</summary>
    public IReadOnlyList<YamlNode> List(string key, int max, bool isRequired)
    {
        switch (Value(key))
        {
            case YamlList { Items: var items } when items.Count > max:
                Error(items[max].Place, $"\"{key}\" of {Name} has {items.Count} items; at most {max} are possible.", "Leave some out.");
                return items.GetRange(0, max);
            case YamlList list:
                return list.Items;
            case null when isRequired:
                Error(Find(key)?.Key.Place ?? Place, $"{Name} has no \"{key}\".", $"Add \"{key}:\" with a list under it, each item beginning with a dash.");
                return [];
            case null:
                return [];
            case var other:
                Error(other.Place, $"\"{key}\" of {Name} has to be a list.", "Begin each item with a dash.");
                return [];
        }
    }

    /// <summary>The items of a list that are maps, as sections named after the noun and their number.</summary>
    public IReadOnlyList<Section> Sections(string key, string noun, int max, bool isRequired)
    {
        List<Section> sections = [];
        foreach (var item in List(key, max, isRequired))
        {
            if (item is YamlMap child)
            {
                sections.Add(new Section(child, $"{noun} {sections.Count + 1}", context, noun));
            }
            else
            {
                Error(item.Place, $"An item of \"{key}\" is not a map of keys and values.", $"Write \"- key: value\", as described for a {noun}.");
            }
        }

        return sections;
    }

    /// <summary>A map as a section of its own; absent, or another type, is an error if it is required.</summary>
    public Section? Map(string key, string name, bool isRequired)
    {
        switch (Value(key))
        {
            case YamlMap child:
                return new Section(child, name, context, $"map {key}");
            case null when isRequired:
                Error(Find(key)?.Key.Place ?? Place, $"{Name} has no \"{key}\".", $"Add \"{key}:\" with keys and values under it, indented.");
                return null;
            case null:
                return null;
            case var other:
                Error(other.Place, $"\"{key}\" of {Name} has to be a map of keys and values.", $"Write \"{key}:\" and under it, indented, a line \"key: value\" for each.");
                return null;
        }
    }

    /// <summary>The values of a map whose keys are names, up to the most it may have. A list will do: its items are then named by their number.</summary>
    public IReadOnlyList<(string Key, YamlPlace Place, YamlNode Value)> Entries(string key, int max, bool isRequired)
    {
        switch (Value(key))
        {
            case YamlMap { Pairs: var pairs } when pairs.Count > max:
                Error(pairs[max].Key.Place, $"\"{key}\" of {Name} has {pairs.Count} entries; at most {max} are possible.", "Leave some out.");
                return [];
            case YamlMap { Pairs: var pairs }:
                return [.. pairs.Where(p => IsKey(key, p.Key, pairs)).Select(p => (p.Key.Text.Trim(), p.Key.Place, p.Value))];
            case YamlList { Items: var items } when items.Count <= max:
                return [.. items.Select((item, i) => ($"{i + 1}", item.Place, item))];
            case YamlList:
                return [.. List(key, max, isRequired).Select((item, i) => ($"{i + 1}", item.Place, item))];
            case null when !isRequired:
                return [];
            default:
                _ = Map(key, key, isRequired);
                return [];
        }
    }

    // A key is a name in the database: it can be stored, and stands there once.
    private bool IsKey(string key, YamlScalar name, List<YamlPair> pairs)
    {
        var text = name.Text.Trim();
        if (!IsPrintable(text))
        {
            Error(name.Place, $"a key of \"{key}\" has unprintable characters.", "Write it anew.");
            return false;
        }

        if (pairs.Find(p => p.Key.Text.Trim() == text)!.Key != name)
        {
            Error(name.Place, $"\"{key}\" of {Name} has the key \"{ManifestMessages.Short(text)}\" twice, but for spaces around it.", "Give each another key.");
            return false;
        }

        return true;
    }

    /// <summary>The entries of a map that are maps themselves, as sections named after the noun and their key.</summary>
    public IReadOnlyList<(string Key, Section Section)> NamedSections(string key, string noun, int max, bool isRequired)
    {
        List<(string, Section)> sections = [];
        foreach (var (name, place, value) in Entries(key, max, isRequired))
        {
            if (value is YamlMap child)
            {
                sections.Add((name, new Section(child, $"{noun} {ManifestMessages.Short(name)}", context, noun)));
            }
            else
            {
                Error(place, $"\"{ManifestMessages.Short(name)}\" of \"{key}\" is not a map of keys and values.", $"Write keys and values under it, indented, as described for a {noun}.");
            }
        }

        return sections;
    }

    /// <summary>Whether this section is the very value, perhaps reached by an alias.</summary>
    public bool Is(YamlNode? value) => ReferenceEquals(map, value);
}
