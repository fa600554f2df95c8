namespace Agon.Node.Features.FactSheets;

/// <summary>A competition's questions with somebody's answers to them, by key.</summary>
internal sealed record FactSheet(IReadOnlyList<FactSheetQuestion> Questions, IReadOnlyDictionary<string, string> Answers)
{
    public static FactSheet Of(IEnumerable<FactSheetQuestion> questions, IEnumerable<FactSheetAnswer> answers)
    {
        List<FactSheetQuestion> ordered = [.. questions.OrderBy(q => q.Number)];
        var byId = answers.ToDictionary(a => a.QuestionId, a => a.Value);
        return new FactSheet(ordered, ordered.Where(q => byId.ContainsKey(q.Id)).ToDictionary(q => q.Key, q => byId[q.Id]));
    }

    /// <summary>The name of a question's control in forms: keys may be anything.</summary>
    public static string Control(FactSheetQuestion question) => $"fact-{question.Id:n}";

    /// <summary>The answers of a form, by key.</summary>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<FactSheetQuestion> questions, Func<string, string?> field) =>
        questions.ToDictionary(q => q.Key, q => field(Control(q)) ?? "");
}
