namespace Agon.Node.Features.FactSheets;

/// <summary>What fact sheets say to people and programs.</summary>
internal static class FactSheetMessages
{
    public const string Saved = "The fact sheet is saved.";
    public const string QuestionSaved = "The question is saved.";
    public const string QuestionRemoved = "The question and its answers are gone.";
    public const string NotJson = "The fact sheet is a JSON object of texts: a key for each question, for instance {\"method\": \"trees\"}.";
    public const string QuestionGone = "Somebody removed the question meanwhile.";
    public const string KindStays = "The question has been answered, so how it is answered stays. Remove it with its answers, or add another.";
    public const string KeyTaken = "There is a question with this key already. Choose another key.";
    public const string Full = "A fact sheet has at most 30 questions. Remove one first.";
    public const string ChoicesMissing = "Write at least two choices, each on a line of its own.";
    public const string ChoicesTooMany = "At most 50 choices of at most 200 characters each are possible.";

    public static string Missing(FactSheetQuestion question) => question.Kind == FactKind.Select
        ? $"Choose an answer to “{question.Title}”."
        : $"Answer “{question.Title}”.";

    public static string NoChoice(FactSheetQuestion question) => $"“{question.Title}” has other choices: {string.Join(", ", question.Choices)}.";

    public static string NotYesOrNo(FactSheetQuestion question) => $"“{question.Title}” is answered by true or false.";

    public static string TooLong(FactSheetQuestion question) => $"The answer to “{question.Title}” may have at most {FactSheetAnswer.ValueMaxLength} characters. Shorten it.";

    public static string Unprintable(FactSheetQuestion question) => $"The answer to “{question.Title}” has unprintable characters. Write it anew.";

    public static string NoSuchQuestion(string key) => $"The fact sheet has no question with the key “{(key.Length <= 64 ? key : $"{key[..64]}…")}”. Leave it out.";

    /// <summary>An answer as people read it.</summary>
    public static string Words(FactSheetQuestion question, string? value) => question.Kind == FactKind.Checkbox ? value == "true" ? "yes" : "no" : value ?? "";

    /// <summary>How a question is answered, for organizers.</summary>
    public static string Name(FactKind kind) => kind switch
    {
        FactKind.Text => "in words",
        FactKind.Checkbox => "yes or no",
        FactKind.Select => "one of several choices",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
