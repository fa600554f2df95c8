using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agon.Node.Features.Competitions.Bundles;

/// <summary>Something to mend in a bundle, or to know about it.</summary>
/// <param name="Severity">Whether it keeps the bundle from being imported, and whether anything is lost.</param>
/// <param name="File">The file in the bundle, or null when it is the bundle as a whole.</param>
/// <param name="Line">From 1; null when there is no line.</param>
/// <param name="Column">From 1; null when there is no line.</param>
/// <param name="Message">What is wrong, a sentence.</param>
/// <param name="Hint">What to do about it, a sentence, or null when the message says it.</param>
internal sealed record BundleProblem(BundleProblemSeverity Severity, string? File, int? Line, int? Column, string Message, string? Hint)
{
    /// <summary><c>competition.yaml:12:5</c>, or the file alone, or nothing.</summary>
    [JsonIgnore]
    public string Place => File is null ? "" : Line is null ? File : $"{File}:{Line}:{Column}";

    public static string ToJson(IReadOnlyList<BundleProblem> problems) => JsonSerializer.Serialize(problems, BundleJson.Default.IReadOnlyListBundleProblem);

    public static IReadOnlyList<BundleProblem> FromJson(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, BundleJson.Default.IReadOnlyListBundleProblem) ?? [];
}

internal enum BundleProblemSeverity
{
    /// <summary>It has to be mended first.</summary>
    Error,

    /// <summary>It does no harm, but something is not as it was meant.</summary>
    Warning,

    /// <summary>Nothing is wrong; the site reads it in another way than Codabench or CodaLab, on purpose.</summary>
    Note,
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<BundleProblem>))]
internal sealed partial class BundleJson : JsonSerializerContext;
