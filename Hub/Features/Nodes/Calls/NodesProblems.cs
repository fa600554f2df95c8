using System.Diagnostics;
using System.Text.Json;
using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Features.Nodes.Members;
using Microsoft.Net.Http.Headers;

namespace Agon.Hub.Features.Nodes.Calls;

/// <summary>What nodes are answered that are refused.</summary>
internal static class NodesProblems
{
    public static IResult Of(EnrolOutcome outcome) => outcome switch
    {
        EnrolOutcome.InvitationRefused => Problem(StatusCodes.Status401Unauthorized, Problems.InvitationRefused, NodesMessages.Sentence(outcome)),
        EnrolOutcome.Impossible(var values) => Problem(StatusCodes.Status422UnprocessableEntity, Problems.ApplicationRefused, NodesMessages.Sentence(outcome), Named(values)),
        EnrolOutcome.AddressTaken => Problem(StatusCodes.Status409Conflict, Problems.AddressTaken, NodesMessages.Sentence(outcome)),
        EnrolOutcome.AddressUnfit => Problem(StatusCodes.Status422UnprocessableEntity, Problems.ApplicationRefused, NodesMessages.Sentence(outcome), Named([ImpossibleValue.Address])),
        var other => throw new UnreachableException($"{other}"),
    };

    public static IResult Of(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.NotAMember(var state, _) => Problem(StatusCodes.Status403Forbidden, Problems.NotAMember, NodesMessages.Sentence(outcome), new() { ["state"] = $"{state}" }),
        ReportOutcome.Impossible(var values) => Problem(StatusCodes.Status422UnprocessableEntity, Problems.ApplicationRefused, NodesMessages.Sentence(outcome), Named(values)),
        ReportOutcome.AddressDiffers => Problem(StatusCodes.Status409Conflict, Problems.AddressDiffers, NodesMessages.Sentence(outcome)),
        ReportOutcome.KeysRefused => Problem(StatusCodes.Status422UnprocessableEntity, Problems.KeysRefused, NodesMessages.Sentence(outcome)),
        var other => throw new UnreachableException($"{other}"),
    };

    public static IResult Of(CallRefusal refusal, HttpResponse response)
    {
        if (refusal == CallRefusal.Unreadable)
        {
            return Problem(StatusCodes.Status400BadRequest, Problems.ApplicationRefused, NodesMessages.Sentence(refusal));
        }

        response.Headers[HeaderNames.WWWAuthenticate] = "Bearer error=\"invalid_token\"";
        return Problem(StatusCodes.Status401Unauthorized, Problems.TokenRefused, NodesMessages.Sentence(refusal));
    }

    private static Dictionary<string, object?> Named(IReadOnlyList<ImpossibleValue> values) => new()
    {
        ["problems"] = values.Select(v => new { member = JsonNamingPolicy.CamelCase.ConvertName($"{v}"), expected = NodesMessages.Expected(v) }).ToArray(),
    };

    private static IResult Problem(int status, string type, string detail, Dictionary<string, object?>? more = null) =>
        TypedResults.Problem(detail, statusCode: status, type: type, extensions: more);
}

/// <summary>Why a call is refused before anybody looks at what it says.</summary>
internal enum CallRefusal
{
    /// <summary>The token is missing, has expired, or is nobody's here.</summary>
    TokenUnfit,

    /// <summary>The body is not what a node sends.</summary>
    Unreadable,
}
