using System.Diagnostics;
using System.Security.Claims;
using Agon.Federation.Contracts;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Agon.Node.Features.Participation;

/// <summary>Asks to take part.</summary>
/// <param name="AcceptTerms">Whether you accept the rules of the competition; it is recorded.</param>
/// <param name="TermsSha256">The digest of the rules you read, from the competition's detail. If it is given and they changed since, nothing happens.</param>
internal sealed record ParticipationRequest(bool AcceptTerms, string? TermsSha256 = null);

/// <summary>Your part in a competition.</summary>
/// <param name="State">Pending until an organizer has decided.</param>
/// <param name="Role">Participant, or Organizer.</param>
/// <param name="TermsAcceptedAt">When you accepted the rules.</param>
internal sealed record ParticipationView(ParticipantState State, CompetitionRole Role, DateTimeOffset? TermsAcceptedAt);

/// <summary>Joining a competition over HTTP.</summary>
internal static class ParticipationEndpoints
{
    public static void MapParticipation(this IEndpointRouteBuilder routes)
    {
        const string path = "/api/v1/competitions/{slug}/participation";
        routes.MapPost(path, JoinAsync).RequireScope(ApiScopes.Submit).WithTags("Participation").WithName("JoinCompetition")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Ask to take part, accepting the rules").WithDescription("Asking again answers with the part you have.");
        routes.MapGet(path, ShowAsync).RequireScope(ApiScopes.Read).WithTags("Participation").WithName("GetParticipation")
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Your part in a competition");
    }

    private static async Task<Results<Ok<ParticipationView>, ProblemHttpResult>> JoinAsync(
        string slug, ParticipationRequest request, FindCompetition find, JoinCompetition join, ClaimsPrincipal caller, CancellationToken ct)
    {
        if (await find.ExecuteAsync(slug, caller, ct) is not { } access)
        {
            return TypedResults.Problem(CompetitionMessages.NotFound, statusCode: StatusCodes.Status404NotFound);
        }

        return await join.ExecuteAsync(access, request.AcceptTerms, request.TermsSha256, ct) switch
        {
            JoinOutcome.Joined(var participant) => TypedResults.Ok(View(participant)),
            JoinOutcome.Already(var participant) => TypedResults.Ok(View(participant)),
            JoinOutcome.TermsNotAccepted => NotAllowed(ParticipationMessages.TermsNotAccepted),
            JoinOutcome.TermsChanged => NotAllowed(ParticipationMessages.TermsChanged),
            JoinOutcome.AddressNotConfirmed => NotAllowed(ParticipationMessages.AddressNotConfirmed),
            JoinOutcome.Closed => NotAllowed(ParticipationMessages.Closed),
            JoinOutcome.NotPublished => NotAllowed(ParticipationMessages.NotPublished),
            var other => throw new UnreachableException($"{other}"),
        };
    }

    private static async Task<Results<Ok<ParticipationView>, ProblemHttpResult>> ShowAsync(
        string slug, FindCompetition find, ClaimsPrincipal caller, CancellationToken ct) => await find.ExecuteAsync(slug, caller, ct) switch
        {
            null => TypedResults.Problem(CompetitionMessages.NotFound, statusCode: StatusCodes.Status404NotFound),
            { Participant: { } participant } => TypedResults.Ok(View(participant)),
            _ => TypedResults.Problem(ParticipationMessages.NoPart, statusCode: StatusCodes.Status404NotFound),
        };

    private static ParticipationView View(Participant participant) => new(participant.State, participant.Role, participant.TermsAcceptedAt);

    private static ProblemHttpResult NotAllowed(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status422UnprocessableEntity, title: "Not allowed now", type: Problems.NotAllowedNow);
}
