using System.Text.Json.Nodes;
using Agon.Hub.Features.SignOn.Audit;

namespace Agon.Hub.Features.SignOn;

/// <summary>What programs are answered: JSON that no cache may keep.</summary>
internal static class SignOnAnswers
{
    public static IResult Answer(HttpContext context, JsonObject document, int status = StatusCodes.Status200OK)
    {
        KeepOutOfCaches(context);
        return TypedResults.Json(document, statusCode: status);
    }

    /// <summary>A refusal as RFC 6749 §5.2 has it.</summary>
    public static IResult Refuse(HttpContext context, SignOnRefusal refusal)
    {
        var code = SignOnMessages.Code(refusal);
        var isClient = code == "invalid_client";
        if (isClient && context.Request.Headers.Authorization.Count > 0)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"sign-on\"";
        }

        var status = refusal == SignOnRefusal.TooManyRequests ? StatusCodes.Status429TooManyRequests : isClient ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest;
        var answer = Answer(context, Error(refusal), status);
        return NoteFailures.IsWorthIt(refusal) ? new NotedRefusal(refusal, answer) : answer;
    }

    /// <summary>A refusal of an access token as RFC 6750 §3 has it.</summary>
    public static IResult RefuseBearer(HttpContext context, SignOnRefusal refusal)
    {
        var code = SignOnMessages.Code(refusal);
        var status = refusal switch
        {
            SignOnRefusal.ScopeInsufficient => StatusCodes.Status403Forbidden,
            SignOnRefusal.AccessTokenTwice => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status401Unauthorized,
        };

        // Whoever sent nothing learns only that something is needed (RFC 6750 §3.1).
        context.Response.Headers.WWWAuthenticate = refusal == SignOnRefusal.AccessTokenMissing
            ? "Bearer"
            : $"Bearer error=\"{code}\", error_description=\"{SignOnMessages.Describe(refusal)}\"";
        return Answer(context, Error(refusal), status);
    }

    /// <summary>Marks an answer as one no cache may keep. Set last: a page with a form says it itself, and warns of whoever said it before.</summary>
    public static void KeepOutOfCaches(HttpContext context) => context.Response.OnStarting(static state =>
    {
        var headers = ((HttpResponse)state).Headers;
        headers.TryAdd("Cache-Control", "no-store");
        headers.TryAdd("Pragma", "no-cache");
        return Task.CompletedTask;
    }, context.Response);

    private static JsonObject Error(SignOnRefusal refusal) => new()
    {
        ["error"] = SignOnMessages.Code(refusal),
        ["error_description"] = SignOnMessages.Describe(refusal),
    };
}
