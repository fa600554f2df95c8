using System.Text.RegularExpressions;

namespace Agon.Node.Features.Competitions.Bundles.Yaml;

/// <summary>What people are told about a text that is not good YAML.</summary>
internal static partial class YamlMessages
{
    public static YamlProblem Unreadable(YamlPlace start, YamlPlace end, string reason, string text)
    {
        var lines = text.Split('\n');
        for (var number = start.Line; number <= Math.Min(end.Line + 1, lines.Length); number++)
        {
            if (IsIndentedWithTab(lines[number - 1]))
            {
                return new(false, new YamlPlace(number, 1), "The YAML can't be read here: the line is indented with a tab.", "Indent with spaces.");
            }
        }

        var line = lines.ElementAtOrDefault(start.Line - 1) ?? "";
        return TextWithColon.IsMatch(line)
            ? new(false, start, "The YAML can't be read here: there is a colon inside the text.", "Put the text in quotes.")
            : new(false, start, $"The YAML can't be read here: {Reason(reason)}", Hint(line));
    }

    public static YamlProblem SecondDocument(YamlPlace place) =>
        new(false, place, "A second YAML document begins here.", "Remove the line \"---\": only one document can be in the file.");

    public static YamlProblem TooDeep(YamlPlace place) =>
        new(false, place, $"Values are nested more than {ReadYaml.MaxDepth} levels deep.", "Check the indentation and the brackets around this line.");

    public static YamlProblem TooMany(YamlPlace place) =>
        new(false, place, $"The file has more than {ReadYaml.MaxNodes} values; a value repeated by an alias counts each time.", "Move data into files of the bundle.");

    public static YamlProblem UnknownAnchor(YamlPlace place, string anchor) =>
        new(false, place, $"*{anchor} refers to &{anchor}, which does not come before it.", "Define it first, or put text that begins with * in quotes.");

    public static YamlProblem Circle(YamlPlace place, string anchor) =>
        new(false, place, $"*{anchor} refers to a value that contains it.", "Write the value out.");

    public static YamlProblem KeyIsNoText(YamlPlace place) =>
        new(false, place, "A key has to be a single word or text.", "Check the indentation and the brackets around this line.");

    public static YamlProblem DuplicateKey(YamlScalar key, YamlPlace earlier) =>
        new(true, key.Place, $"\"{key.Text}\" is here a second time, after line {earlier.Line}; the last one counts.", "Remove one of them.");

    public static YamlProblem NothingToMerge(YamlPlace place) =>
        new(false, place, "\"<<\" can only take in a map, or a list of maps.", "Write <<: *name, where &name marks a map.");

    public static YamlProblem Tag(YamlPlace place, string tag) =>
        new(false, place, $"The tag {tag} is not known.", "Remove it, or put text that begins with an exclamation mark in quotes.");

    // The library's message begins with the place, which is told apart; ours end with a full stop.
    private static string Reason(string message)
    {
        var reason = PlaceInMessage.Replace(message, "").Trim().TrimEnd('.');
        return reason.Length == 0 ? "something is missing." : $"{reason[..1].ToLowerInvariant()}{reason[1..]}.";
    }

    private static bool IsIndentedWithTab(string line) => line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).Contains('\t');

    private static string Hint(string line) => Unquoted.IsMatch(line)
        ? "Put the text in quotes: it begins with a character that means something in YAML."
        : "Check the indentation, quotes and brackets of this line and the one before.";

    [GeneratedRegex(@"^\(Line: .*?\) - \(Line: .*?\): ", RegexOptions.Singleline)]
    private static partial Regex PlaceInMessage { get; }

    // "title: Part 1: the start"
    [GeneratedRegex(@"^\s*(- )?[\w ]+:\s+[^""'\s][^""']*:(\s|$)")]
    private static partial Regex TextWithColon { get; }

    [GeneratedRegex(@"^\s*(- )?[\w ]+:\s+[@`%&*!\[{]")]
    private static partial Regex Unquoted { get; }
}
