using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Agon.Node.Features.FactSheets;

internal static class FactSheetErrors
{
    /// <summary>Puts what is wrong with answers beside their controls.</summary>
    public static void AddFacts(this ModelStateDictionary state, IReadOnlyList<FactProblem> problems, IReadOnlyList<FactSheetQuestion> questions)
    {
        foreach (var problem in problems)
        {
            var question = questions.FirstOrDefault(q => q.Key == problem.Key);
            state.AddModelError(question is null ? "" : FactSheet.Control(question), problem.Sentence);
        }
    }
}
