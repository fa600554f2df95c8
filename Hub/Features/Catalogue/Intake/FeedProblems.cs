using System.Diagnostics;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Enrolment;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>What a node is answered whose batch or inventory is refused as a whole.</summary>
internal static class FeedProblems
{
    public static IResult Of(BatchRefusal refusal, string sentence) =>
        Refused(refusal == BatchRefusal.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, sentence);

    public static IResult Of(BatchOutcome outcome) => outcome switch
    {
        BatchOutcome.NotAMember(var state, _) => NotAMember(state, IntakeMessages.Sentence(outcome)),
        BatchOutcome.Impossible => Refused(StatusCodes.Status422UnprocessableEntity, IntakeMessages.Sentence(outcome)),
        BatchOutcome.Gap(var cursor) => StandsAt(cursor, IntakeMessages.Sentence(outcome)),
        BatchOutcome.Busy => Refused(StatusCodes.Status503ServiceUnavailable, IntakeMessages.Sentence(outcome)),
        var other => throw new UnreachableException($"{other}"),
    };

    public static IResult Of(InventoryOutcome outcome) => outcome switch
    {
        InventoryOutcome.NotAMember(var state, _) => NotAMember(state, InventoryMessages.Sentence(outcome)),
        InventoryOutcome.Impossible => Refused(StatusCodes.Status422UnprocessableEntity, InventoryMessages.Sentence(outcome)),
        InventoryOutcome.Stale(var cursor) => StandsAt(cursor, InventoryMessages.Sentence(outcome)),
        var other => throw new UnreachableException($"{other}"),
    };

    private static IResult NotAMember(MemberState state, string sentence) => Problem(StatusCodes.Status403Forbidden, Problems.NotAMember, sentence, new() { ["state"] = $"{state}" });

    private static IResult StandsAt(long cursor, string sentence) => Problem(StatusCodes.Status409Conflict, Problems.FeedGap, sentence, new() { ["cursor"] = cursor });

    private static IResult Refused(int status, string sentence) => Problem(status, Problems.FeedRefused, sentence);

    private static IResult Problem(int status, string type, string detail, Dictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, type: type, extensions: more);
}
