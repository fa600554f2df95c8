namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Labels and names had more room on CodaLab: what does not fit is cut, with a warning.</summary>
internal static class LabelOfVersion1
{
    private const int Longest = 1000;

    /// <summary>The value of a key or, where it says nothing, the name of the map it stands in.</summary>
    public static string Read(Section section, string key, string name, int maxLength)
    {
        var label = section.Text(key, Longest) is { Length: > 0 } given ? given.ReplaceLineEndings(" ") : name;
        if (label.Length <= maxLength)
        {
            return label.Length == 0 ? "?" : label;
        }

        var cut = $"{Begin(label, maxLength - 1).TrimEnd()}…";
        section.Warn(section.PlaceOf(key), $"\"{key}\" of {section.Name} has {label.Length} characters; at most {maxLength} are possible, so it is \"{cut}\".", "Shorten it.");
        return cut;
    }

    /// <summary>A name that scoring programs write, which can't be cut.</summary>
    public static string Key(Section section, string name, int maxLength)
    {
        if (name.Length == 0 || name.Length > maxLength || name.Any(char.IsControl))
        {
            section.Error(section.Place, $"the name of {section.Name} has {name.Length} characters; between 1 and {maxLength} are possible.", "Give it another name, and let the scoring program write that.");
        }

        return name;
    }

    private static string Begin(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
