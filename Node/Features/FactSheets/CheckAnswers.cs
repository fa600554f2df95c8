namespace Agon.Node.Features.FactSheets;

/// <summary>Says whether answers fit their questions. All that is wrong is said at once.</summary>
internal static class CheckAnswers
{
    /// <param name="questions">The fact sheet.</param>
    /// <param name="given">What was answered, by the question's key; empty is no answer.</param>
    /// <returns>What to keep, by the question's identifier, or what is wrong.</returns>
    public static (IReadOnlyDictionary<Guid, string> Answers, IReadOnlyList<FactProblem> Problems) Of(
        IReadOnlyList<FactSheetQuestion> questions, IReadOnlyDictionary<string, string> given)
    {
        var answers = new Dictionary<Guid, string>();
        List<FactProblem> problems = [];
        foreach (var question in questions)
        {
            var (value, problem) = One(question, given.GetValueOrDefault(question.Key)?.Trim() ?? "");
            if (problem is not null)
            {
                problems.Add(new FactProblem(question.Key, problem));
            }
            else if (value is not null)
            {
                answers[question.Id] = value;
            }
        }

        problems.AddRange(given.Keys.Where(k => questions.All(q => q.Key != k)).Select(k => new FactProblem(k, FactSheetMessages.NoSuchQuestion(k))));
        return (answers, problems);
    }

    private static (string? Value, string? Problem) One(FactSheetQuestion question, string given) => question.Kind switch
    {
        FactKind.Checkbox => given.ToUpperInvariant() switch
        {
            "TRUE" or "ON" or "YES" or "1" => ("true", null),
            "FALSE" or "OFF" or "NO" or "0" or "" => ("false", null),
            _ => (null, FactSheetMessages.NotYesOrNo(question)),
        },
        _ when given.Length == 0 => (null, question.IsRequired ? FactSheetMessages.Missing(question) : null),
        FactKind.Select when !question.Choices.Contains(given) => (null, FactSheetMessages.NoChoice(question)),
        _ when given.Length > FactSheetAnswer.ValueMaxLength => (null, FactSheetMessages.TooLong(question)),
        _ when given.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) => (null, FactSheetMessages.Unprintable(question)),
        _ => (given, null),
    };
}

/// <summary>What is wrong with an answer.</summary>
/// <param name="Key">The question's key.</param>
/// <param name="Sentence">What to do about it.</param>
internal sealed record FactProblem(string Key, string Sentence);
