using Agon.Node.Data;
using Agon.Node.Features.Federation;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Node.Features.SignOn.Sessions;

namespace Agon.Node.Features.SignOn;

/// <summary>The addresses that browsers pass through on their way to an issuer and back, and those that issuers call.</summary>
internal static class SignOnEndpoints
{
    public static void MapSignOn(this IEndpointRouteBuilder routes)
    {
        var signOn = routes.MapGroup("/sign-on").ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(SignOnLimits.Policy);
        signOn.MapGet("/{slug}", StartAsync);
        signOn.MapGet("/finish", FinishAsync);
        signOn.MapGet("/keys", KeysAsync);
        signOn.MapGet("/{slug}/sign-out", SignOutThere.LeaveAsync);
        signOn.MapGet("/signed-out/there", SignOutThere.Return);
        signOn.MapPost("/{slug}/logout", LogoutEndpoint.ReceiveAsync).DisableAntiforgery();
    }

    private static async Task<IResult> StartAsync(string slug, string? returnUrl, bool? again, NodeDb db, TimeProvider clock, CancellationToken ct)
    {
        var local = LocalPath.Or(returnUrl, NodeLinks.Home);
        return await Issuer.FindAsync(db, slug, ct) is { } issuer
            ? Results.Challenge(SignOnHandler.Challenge(issuer, local, again == true, clock.GetUtcNow()), [SignOnHandler.SchemeName])
            : Results.LocalRedirect(NodeLinks.SignOn.Failed(SignOnFailure.IssuerUnknown, slug, local));
    }

    private static async Task<IResult> FinishAsync(HttpContext context, EnterBySignOn enter, CancellationToken ct)
    {
        if (await context.FindPendingAsync() is not { } person)
        {
            return Results.LocalRedirect(NodeLinks.SignOn.Failed(SignOnFailure.NothingPending, null, null));
        }

        switch (await enter.ExecuteAsync(person, context.User, hasWaited: true, ct))
        {
            case EnterOutcome.Unknown:
                return Results.LocalRedirect(NodeLinks.SignOn.Link);
            case EnterOutcome.NeedsCode(var address):
                return Results.LocalRedirect(address);
            case EnterOutcome.Refused(var failure):
                await context.ForgetPendingAsync();
                return Results.LocalRedirect(NodeLinks.SignOn.Failed(failure, person.Slug, person.ReturnUrl));
            default:
                await context.ForgetPendingAsync();
                return Results.LocalRedirect(person.ReturnUrl);
        }
    }

    // For issuers that know this node by its key.
    private static async Task<IResult> KeysAsync(NodeKeys keys, CancellationToken ct) => Results.Json(await keys.PublicAsync(ct));
}
