using System.Diagnostics;
using Agon.Federation.Contracts;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>What a node is answered whose batch is refused as a whole.</summary>
internal static class FeedProblems
{
    public static IResult Of(BatchRefusal refusal) => Problem(
        refusal == BatchRefusal.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, Problems.FeedRefused, IntakeMessages.Sentence(refusal));

    public static IResult Of(BatchOutcome outcome) => outcome switch
    {
        BatchOutcome.NotAMember(var state, _) => Problem(StatusCodes.Status403Forbidden, Problems.NotAMember, IntakeMessages.Sentence(outcome), new() { ["state"] = $"{state}" }),
        BatchOutcome.Impossible => Problem(StatusCodes.Status422UnprocessableEntity, Problems.FeedRefused, IntakeMessages.Sentence(outcome)),
        BatchOutcome.Gap(var cursor) => Problem(StatusCodes.Status409Conflict, Problems.FeedGap, IntakeMessages.Sentence(outcome), new() { ["cursor"] = cursor }),
        BatchOutcome.Busy => Problem(StatusCodes.Status503ServiceUnavailable, Problems.FeedRefused, IntakeMessages.Sentence(outcome)),
        var other => throw new UnreachableException($"{other}"),
    };

    private static IResult Problem(int status, string type, string detail, Dictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, type: type, extensions: more);
}
