using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Agon.Node.Features.FactSheets;

/// <summary>A question as the organizer's form sends it.</summary>
internal sealed class QuestionForm
{
    [Required(ErrorMessage = "Enter what is asked.")]
    [StringLength(FactSheetQuestion.TitleMaxLength, ErrorMessage = "The question may have at most 256 characters.")]
    public string? Title { get; set; }

    [Required(ErrorMessage = "Enter a key.")]
    [StringLength(FactSheetQuestion.KeyMaxLength, ErrorMessage = "The key may have at most 64 characters.")]
    [RegularExpression("[A-Za-z0-9_.-]+", ErrorMessage = "A key has letters without accents, digits, dots, dashes and underscores only, for instance method_name.")]
    public string? Key { get; set; }

    public FactKind Kind { get; set; }

    /// <summary>One on each line.</summary>
    public string? Choices { get; set; }

    public bool IsRequired { get; set; }
    public bool IsOnLeaderboard { get; set; }

    public static QuestionForm Of(FactSheetQuestion question) => new()
    {
        Title = question.Title,
        Key = question.Key,
        Kind = question.Kind,
        Choices = string.Join('\n', question.Choices),
        IsRequired = question.IsRequired,
        IsOnLeaderboard = question.IsOnLeaderboard,
    };

    /// <summary>The values, or null with what is wrong beside its field.</summary>
    public QuestionValues? Check(ModelStateDictionary state)
    {
        var choices = (Choices ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (Kind == FactKind.Select && choices.Count < 2)
        {
            state.AddModelError($"Form.{nameof(Choices)}", FactSheetMessages.ChoicesMissing);
        }
        else if (Kind == FactKind.Select && (choices.Count > FactSheetQuestion.MostChoices || choices.Exists(c => c.Length > FactSheetQuestion.ChoiceMaxLength)))
        {
            state.AddModelError($"Form.{nameof(Choices)}", FactSheetMessages.ChoicesTooMany);
        }

        return !state.IsValid ? null : new QuestionValues
        {
            Key = Key!.Trim(),
            Title = Title!.Trim(),
            Kind = Kind,
            Choices = Kind == FactKind.Select ? choices : [],
            IsRequired = IsRequired,
            IsOnLeaderboard = IsOnLeaderboard,
        };
    }
}
