using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Administration;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.Nodes.Members;
using Agon.Hub.Features.SignOn;
using Agon.Portal.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Agon.Hub.Features.Nodes.Calls;

/// <summary>What nodes call. Each shows a token of its own kind, looked at here; a browser's cookie counts for nothing.</summary>
internal static class NodesEndpoints
{
    public static void MapNodes(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("").AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(EnrolmentJson.MaxBytes)).ExcludeFromDescription();
        routes.MapPost(FederationPaths.Enrolment, EnrolAsync).RequireRateLimiting(PortalServices.AccountPosts);
        routes.MapPost(FederationPaths.Report, ReportAsync).RequireRateLimiting(SignOnLimits.Policy);
        routes.MapPost(FederationPaths.Standing, StandingAsync).RequireRateLimiting(SignOnLimits.Policy);
        routes.MapPost(FederationPaths.Leave, LeaveAsync).RequireRateLimiting(SignOnLimits.Policy);
    }

    private static async Task<IResult> EnrolAsync(
        HttpRequest request, EnrolNode enrol, PublicAddress hub, IOptions<HubOptions> named, IOptions<NodesOptions> nodes, CancellationToken ct)
    {
        if (NodeCallers.Bearer(request) is not { } token)
        {
            return NodesProblems.Of(new EnrolOutcome.InvitationRefused(null));
        }

        if (await BodyAsync(request, EnrolmentJson.Default.EnrolmentApplication, ct) is not { } application)
        {
            return NodesProblems.Of(CallRefusal.Unreadable, request.HttpContext.Response);
        }

        var outcome = await enrol.ExecuteAsync(token, application, ct);
        if (outcome is not EnrolOutcome.Enrolled(var member))
        {
            return NodesProblems.Of(outcome);
        }

        return Json(StatusCodes.Status201Created, EnrolmentJson.Default.EnrolmentAnswer, new EnrolmentAnswer
        {
            Issuer = hub.Root,
            HubName = named.Value.Name,
            ClientId = member.ClientId,
            Slug = member.Slug,
            Challenge = member.Challenge,
            State = member.State,
            CallEverySeconds = nodes.Value.CallEverySeconds,
        });
    }

    private static async Task<IResult> ReportAsync(HttpRequest request, NodeCallers callers, TakeReport take, CancellationToken ct)
    {
        if (await callers.ByAccessTokenAsync(request, ct) is not { } member)
        {
            return NodesProblems.Of(CallRefusal.TokenUnfit, request.HttpContext.Response);
        }

        if (await BodyAsync(request, EnrolmentJson.Default.NodeReport, ct) is not { } report)
        {
            return NodesProblems.Of(CallRefusal.Unreadable, request.HttpContext.Response);
        }

        var outcome = await take.ExecuteAsync(member, report, ct);
        return outcome is ReportOutcome.Taken(var reply) ? Json(StatusCodes.Status200OK, EnrolmentJson.Default.HubReply, reply) : NodesProblems.Of(outcome);
    }

    private static async Task<IResult> StandingAsync(
        HttpRequest request, NodeCallers callers, ComposeReply compose, HubDb db, Nudge<MemberWatch> watch, TimeProvider clock, CancellationToken ct)
    {
        if (await callers.BySignatureAsync(request, ct) is not { } member)
        {
            return NodesProblems.Of(CallRefusal.TokenUnfit, request.HttpContext.Response);
        }

        // With or without a body.
        if (await BodyAsync(request, EnrolmentJson.Default.StandingCall, ct, ifEmpty: new StandingCall()) is not { } call)
        {
            return NodesProblems.Of(CallRefusal.Unreadable, request.HttpContext.Response);
        }

        if (EnrolmentRules.Impossible(call) is { Count: > 0 } impossible)
        {
            return NodesProblems.Of(new ReportOutcome.Impossible(impossible));
        }

        if (member.State == MemberState.Applied)
        {
            // By now the node shows its proof.
            await db.Members.SeenAsync(member.Id, clock.GetUtcNow(), ct);
            watch.Give();
        }

        return Json(StatusCodes.Status200OK, EnrolmentJson.Default.HubReply, await compose.ExecuteAsync(member, call.Handled, ct));
    }

    private static async Task<IResult> LeaveAsync(HttpRequest request, NodeCallers callers, DecideOnNode decide, CancellationToken ct)
    {
        if (await callers.BySignatureAsync(request, ct) is not { } member)
        {
            return NodesProblems.Of(CallRefusal.TokenUnfit, request.HttpContext.Response);
        }

        // Whoever asks again because the answer got lost is refused: its keys are forgotten with it. Whatever a curator decided in the same
        // instant, a node that is told that it left has left.
        while (await decide.ExecuteAsync(member.Slug, MemberAct.Leave, reason: null, by: null, ct) is DecideOutcome.NotNow { State: not MemberState.Left })
        {
        }

        return TypedResults.NoContent();
    }

    private static async Task<T?> BodyAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken ct, T? ifEmpty = null)
        where T : class
    {
        var bytes = new byte[EnrolmentJson.MaxBytes + 1];
        var read = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        if (read == 0)
        {
            return ifEmpty;
        }

        try
        {
            return read > EnrolmentJson.MaxBytes ? null : JsonSerializer.Deserialize(bytes.AsSpan(0, read), type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Json<T>(int status, JsonTypeInfo<T> type, T value) => TypedResults.Json(value, type, statusCode: status);
}
