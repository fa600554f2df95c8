using Agon.Node.Features.FactSheets;

namespace Agon.Node.Tests.Features.FactSheets;

public sealed class CheckAnswersTests
{
    private static readonly FactSheetQuestion Method = Question("method", FactKind.Text, isRequired: true);
    private static readonly FactSheetQuestion Remarks = Question("remarks", FactKind.Text);
    private static readonly FactSheetQuestion Model = Question("model", FactKind.Select, isRequired: true, "trees", "nets");
    private static readonly FactSheetQuestion Extra = Question("extra", FactKind.Checkbox);

    [Fact]
    public void answers_that_fit_are_kept_and_what_was_left_open_is_not()
    {
        var (answers, problems) = Check([Method, Remarks, Model], ("method", " forest "), ("remarks", " "), ("model", "trees"));

        problems.ShouldBeEmpty();
        answers.ShouldBe(new Dictionary<Guid, string> { [Method.Id] = "forest", [Model.Id] = "trees" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("true", "true")]
    [InlineData("on", "true")]
    [InlineData("False", "false")]
    [InlineData("", "false")]
    public void a_box_that_is_not_ticked_says_no(string given, string kept) => Check([Extra], ("extra", given)).Answers[Extra.Id].ShouldBe(kept);

    [Fact]
    public void everything_wrong_is_said_at_once()
    {
        var (_, problems) = Check([Method, Model, Extra], ("model", "forest"), ("extra", "perhaps"), ("other", "x"));

        problems.Select(p => (p.Key, p.Sentence)).ShouldBe(
        [
            ("method", "Answer “Method?”."),
            ("model", "“Model?” has other choices: trees, nets."),
            ("extra", "“Extra?” is answered by true or false."),
            ("other", "The fact sheet has no question with the key “other”. Leave it out."),
        ]);
    }

    [Fact]
    public void a_choice_that_has_to_be_made_is_asked_for() => Check([Model], ("model", "")).Problems.ShouldHaveSingleItem().Sentence.ShouldBe("Choose an answer to “Model?”.");

    [Fact]
    public void answers_are_bounded()
    {
        Check([Method], ("method", new string('x', 2_000))).Problems.ShouldBeEmpty();
        Check([Method], ("method", new string('x', 2_001))).Problems.ShouldHaveSingleItem().Sentence.ShouldBe("The answer to “Method?” may have at most 2000 characters. Shorten it.");
        Check([Method], ("method", "a\0b")).Problems.ShouldHaveSingleItem().Sentence.ShouldBe("The answer to “Method?” has unprintable characters. Write it anew.");
    }

    private static (IReadOnlyDictionary<Guid, string> Answers, IReadOnlyList<FactProblem> Problems) Check(FactSheetQuestion[] questions, params (string Key, string Value)[] given) =>
        CheckAnswers.Of(questions, given.ToDictionary(g => g.Key, g => g.Value));

    private static FactSheetQuestion Question(string key, FactKind kind, bool isRequired = false, params string[] choices) => new()
    {
        Id = Guid.CreateVersion7(),
        Number = 1,
        Key = key,
        Title = $"{char.ToUpperInvariant(key[0])}{key[1..]}?",
        Kind = kind,
        Choices = [.. choices],
        IsRequired = isRequired,
    };
}
