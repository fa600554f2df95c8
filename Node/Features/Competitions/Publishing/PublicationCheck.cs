namespace Agon.Node.Features.Competitions.Publishing;

/// <summary>One line of the checklist before publishing.</summary>
/// <param name="Code">Names the check in the API.</param>
/// <param name="IsDone">Whether there is nothing left to do.</param>
/// <param name="IsRequired">Whether publishing waits for it; otherwise it is advice.</param>
/// <param name="Sentence">What is there, or what to do.</param>
internal sealed record PublicationCheck(string Code, bool IsDone, bool IsRequired, string Sentence);
