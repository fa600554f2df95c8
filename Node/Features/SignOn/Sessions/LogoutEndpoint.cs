using Agon.Node.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Sessions;

/// <summary>Where issuers say that a session ended. What is answered is their format: OpenID Connect Back-Channel Logout 1.0 §2.8.</summary>
internal static class LogoutEndpoint
{
    private const int MaxBytes = 32 * 1024;

    [RequestSizeLimit(MaxBytes)]
    public static async Task<IResult> ReceiveAsync(
        string slug, HttpContext context, NodeDb db, ReadLogoutToken read, EndSignOnSessions end, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";

        // One that is switched off is heard too: while a node is suspended, the sessions that began at its hub go on, and end with it.
        if (await db.Issuers.AsNoTracking().SingleOrDefaultAsync(i => i.Slug == slug, ct) is not { } issuer)
        {
            return Refuse(SignOnFailure.IssuerUnknown);
        }

        var token = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(ct))["logout_token"].ToString() : "";
        if (token.Length == 0)
        {
            return Refuse(SignOnFailure.LogoutTokenMissing);
        }

        var checkedToken = await read.ExecuteAsync(issuer, token, ct);
        if (!checkedToken.IsGood(out var notice, out var failure))
        {
            return Refuse(failure);
        }

        return await end.ExecuteAsync(issuer.Address, notice.Sid, notice.Subject, ct, notice.TokenId) is null ? Refuse(SignOnFailure.LogoutRepeated) : Results.Ok();
    }

    private static IResult Refuse(SignOnFailure failure) =>
        Results.Json(new { error = "invalid_request", error_description = SignOnMessages.Sentence(failure) }, statusCode: StatusCodes.Status400BadRequest);
}
