using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Agon.Federation.Contracts.Runs;

namespace Agon.Node.Worker.Runs;

/// <summary>What reading the scores gave.</summary>
internal abstract record ScoresOutcome
{
    private ScoresOutcome()
    {
    }

    internal sealed record Read(IReadOnlyDictionary<string, double> Scores) : ScoresOutcome;

    /// <summary>There is no file; where one of that name lies instead, or null.</summary>
    internal sealed record Missing(string? Elsewhere) : ScoresOutcome;

    /// <summary>There is one that can't be used; the reason is a clause.</summary>
    internal sealed record Malformed(string File, string Reason) : ScoresOutcome;
}

/// <summary>
/// Reads <c>scores.json</c> (a JSON object), or else <c>scores.txt</c> (lines <c>key: value</c>, the blank after the colon optional).
/// Values are finite numbers or booleans; anything else is refused with the key's name.
/// </summary>
internal static partial class ScoresFile
{
    public const int MaxBytes = 1 << 20;
    public const int MaxKeyLength = 200;
    private const string Json = "scores.json";
    private const string Text = "scores.txt";

    private static readonly string[] FileNames = [Json, Text];

    public static ScoresOutcome ReadFrom(string directory)
    {
        if (FileNames.FirstOrDefault(name => File.Exists(Path.Combine(directory, name))) is not { } file)
        {
            return new ScoresOutcome.Missing(Elsewhere(directory));
        }

        var path = Path.Combine(directory, file);
        using var stream = WrittenFile.Open(directory, path);
        if (stream.Length > MaxBytes)
        {
            return new ScoresOutcome.Malformed(file, $"it is larger than {MaxBytes} bytes");
        }

        using var reader = new StreamReader(stream, new UTF8Encoding(false));
        var text = reader.ReadToEnd();
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        var wrong = file == Json ? ReadJson(text, scores) : ReadLines(text, scores);
        wrong ??= scores.Count switch
        {
            0 => "it holds no score",
            > RunReport.MaxScores => $"it holds {scores.Count} scores; {RunReport.MaxScores} are allowed",
            _ => scores.Keys.FirstOrDefault(key => key.Length > MaxKeyLength) is { } key
                ? $"the key '{PlainText.OneLine(key)}' is longer than {MaxKeyLength} characters"
                : null,
        };
        return wrong is null ? new ScoresOutcome.Read(scores) : new ScoresOutcome.Malformed(file, wrong);
    }

    private static string? ReadJson(string text, Dictionary<string, double> scores)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return "it must be a JSON object such as {\"accuracy\": 0.93}";
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                double? value = member.Value.ValueKind switch
                {
                    JsonValueKind.True => 1,
                    JsonValueKind.False => 0,
                    JsonValueKind.Number when member.Value.TryGetDouble(out var number) && double.IsFinite(number) => number,
                    _ => null,
                };
                if (value is null)
                {
                    return NotANumber(member.Name, member.Value.GetRawText());
                }

                scores[member.Name] = value.Value;
            }

            return null;
        }
        catch (JsonException wrong)
        {
            // Python writes NaN and Infinity, which are not JSON; the key is more use than the position.
            return NamedNumber.Match(text) is { Success: true } match
                ? NotANumber(match.Groups["key"].Value, match.Groups["value"].Value)
                : $"line {wrong.LineNumber + 1} is not JSON";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is JSON, but no text.
            return "one of its keys is not valid Unicode";
        }
    }

    private static string? ReadLines(string text, Dictionary<string, double> scores)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line is "" or "---" or "..." || line[0] == '#')
            {
                continue;
            }

            // The last colon: a value never has one, a key may.
            var colon = line.LastIndexOf(':');
            var key = colon < 0 ? "" : line[..colon].Trim().Trim('"', '\'');
            if (key is "")
            {
                return $"line {number} is not of the form 'key: value'";
            }

            var value = line[(colon + 1)..].Trim();
            if (ToNumber(value) is not { } score)
            {
                return NotANumber(key, value);
            }

            scores[key] = score;
        }

        return null;
    }

    private static double? ToNumber(string value) => value.ToLowerInvariant() switch
    {
        "true" => 1,
        "false" => 0,
        _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
    };

    private static string NotANumber(string key, string value) =>
        $"the value of '{PlainText.OneLine(key)}' is {(value is "" ? "missing" : PlainText.OneLine(value))}, and a score must be a finite number";

    private static string? Elsewhere(string directory) =>
        Directory.EnumerateFiles(directory, "scores.*", WrittenFile.Everywhere)
            .Where(path => Path.GetFileName(path) is Json or Text)
            .Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(directory, path))
            .FirstOrDefault();

    [GeneratedRegex("\"(?<key>[^\"]{1,200})\"\\s{0,20}:\\s{0,20}(?<value>NaN|-?Infinity)", RegexOptions.CultureInvariant)]
    private static partial Regex NamedNumber { get; }
}
