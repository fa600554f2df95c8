using System.Security.Claims;
using System.Text.Json;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Submissions;
using Agon.Node.Features.Submissions.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agon.Node.Features.FactSheets;

/// <summary>Fact sheets over HTTP.</summary>
internal static class FactSheetEndpoints
{
    public static void MapFactSheets(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/submissions/{id:guid}").WithTags("Submissions");
        api.MapGet("/fact-sheet", ShowAsync).RequireScope(ApiScopes.Read).WithSummary("What a submission's fact sheet says, by the keys of its questions");
        api.MapPut("/fact-sheet", SaveAsync).RequireScope(ApiScopes.Submit).WithSummary("Replace the answers of a submission's fact sheet");
    }

    /// <summary>Answers as they come in an address: a JSON object of texts, truth values and numbers; null if it is none.</summary>
    public static IReadOnlyDictionary<string, string>? Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new Dictionary<string, string>();
        }

        try
        {
            return Parse(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, string>? Parse(Dictionary<string, JsonElement>? answers)
    {
        try
        {
            return answers is null || answers.Count > 2 * FactSheetQuestion.Most || answers.Values.Any(a => a.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                ? null
                : answers.ToDictionary(a => a.Key, a => a.Value.ToString());
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
            return null;
        }
    }

    private static async Task<Results<Ok<IReadOnlyDictionary<string, string>>, ProblemHttpResult>> ShowAsync(
        Guid id, ClaimsPrincipal caller, FindSubmission find, ReadFactSheet read, CancellationToken ct) =>
        await find.ExecuteAsync(id, caller, ct) is { } access
            ? TypedResults.Ok((await read.OfSubmissionAsync(access.Competition.Id, id, ct)).Answers)
            : NoSuch();

    private static async Task<Results<Ok<IReadOnlyDictionary<string, string>>, ProblemHttpResult>> SaveAsync(
        Guid id, Dictionary<string, JsonElement>? answers, ClaimsPrincipal caller, FindSubmission find, SaveAnswers save, ReadFactSheet read, CancellationToken ct)
    {
        if (await find.ExecuteAsync(id, caller, ct) is not { } access)
        {
            return NoSuch();
        }

        if (Parse(answers) is not { } given)
        {
            return TypedResults.Problem(FactSheetMessages.NotJson, statusCode: StatusCodes.Status400BadRequest);
        }

        return await save.ExecuteAsync(id, given, ct) is { Count: > 0 } problems
            ? (ProblemHttpResult)SubmissionMessages.Problem(new SubmissionFailure.FactSheetIncomplete(problems))
            : TypedResults.Ok((await read.OfSubmissionAsync(access.Competition.Id, id, ct)).Answers);
    }

    private static ProblemHttpResult NoSuch() =>
        TypedResults.Problem("There is no such submission, or it is not open to you. Check the address, and whose token you use.", statusCode: StatusCodes.Status404NotFound);
}
