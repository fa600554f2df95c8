using System.Globalization;
using System.Text.RegularExpressions;

namespace Agon.Architecture.Tests;

/// <summary>docs/operators/settings.md names every setting there is, and none that isn't.</summary>
public sealed partial class SettingsTests
{
    private const string Page = "docs/operators/settings.md";

    /// <summary>Settings that are read without an options class, and the framework's own.</summary>
    private static readonly string[] Others = ["Telemetry:OtlpEndpoint", "Urls", "Logging:LogLevel:Default", "Worker:Images"];

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static TheoryData<string> OptionsClasses => [.. Repository.Files(["Portal", "Hub", "Node", "Node.Worker"], "Options.cs")];

    [Theory]
    [MemberData(nameof(OptionsClasses))]
    public void every_setting_is_explained(string file)
    {
        var declared = Declared(file);

        declared.ShouldNotBeEmpty();
        declared.Except(Explained()).ShouldBeEmpty($"{Page} leaves them out");
    }

    [Theory]
    [MemberData(nameof(OptionsClasses))]
    public void a_default_is_as_the_page_says(string file)
    {
        var rows = Repository.Read(Page).Split('\n');
        foreach (var (setting, value) in Defaults(file))
        {
            rows.ShouldContain(row => row.Contains($"`{setting}`", StringComparison.Ordinal) && row.Contains($"| `{value}` |", StringComparison.Ordinal), $"{setting} is {value}");
        }
    }

    [Fact]
    public void every_setting_explained_exists() =>
        Explained().Except(OptionsClasses.SelectMany(file => Declared(file.Data))).Except(Others).ShouldBeEmpty($"{Page} names what nothing reads");

    private static string[] Declared(string file)
    {
        var source = Repository.Read(file);
        var section = Section().Match(source).Groups[1].Value;
        section.ShouldNotBeEmpty($"{file} names its section");
        return [.. Setting().Matches(source).Select(m => $"{section}:{m.Groups[1].Value}")];
    }

    // Those that stand in the source as a number, a text or a yes or no; a number may be shifted.
    private static IEnumerable<(string Setting, string Value)> Defaults(string file)
    {
        var source = Repository.Read(file);
        var section = Section().Match(source).Groups[1].Value;
        return Default().Matches(source).Select(m => ($"{section}:{m.Groups[1].Value}", m switch
        {
            { Groups: [_, _, { Value: var number }, { Success: true, Value: var shift }, ..] } => $"{long.Parse(Digits(number), Invariant) << int.Parse(shift, Invariant)}",
            { Groups: [_, _, { Success: true, Value: var number }, ..] } => Digits(number),
            _ => m.Groups[4].Value + m.Groups[5].Value,
        }));
    }

    private static string Digits(string number) => number.Replace("_", "", StringComparison.Ordinal).TrimEnd('L');

    // The first column of each table: `Section:Key`, with an element's number or name behind it if it is a list or a map.
    private static string[] Explained() =>
    [
        .. Repository.Read(Page).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Named().Matches(line.Split('|')[1]).Select(m => m.Groups[1].Value)),
    ];

    [GeneratedRegex("""const string Section = "(\w+)";""")]
    private static partial Regex Section();

    [GeneratedRegex(@"public [\w<>?]+ (\w+) \{ get; set; \}")]
    private static partial Regex Setting();

    [GeneratedRegex(@"public \w+ (\w+) \{ get; set; \} = (?:([\d_]+L?)(?: << (\d+))?|""([^""]+)""|(true|false));")]
    private static partial Regex Default();

    [GeneratedRegex(@"`([A-Z]\w*(?::[A-Z]\w*)*)[^`]*`")]
    private static partial Regex Named();
}
