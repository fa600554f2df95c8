using System.Diagnostics;
using System.Text.Json.Nodes;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Grants;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>Tells a client about a person what that person let it see (OpenID Connect Core §5.3).</summary>
internal sealed class UserInfoEndpoint(HubDb db, ReadAccessToken read)
{
    public async Task<IResult> AnswerAsync(HttpContext context, CancellationToken ct)
    {
        var (token, refusal) = await BearerAsync(context.Request, ct);
        if (token is null)
        {
            return SignOnAnswers.RefuseBearer(context, refusal);
        }

        switch (await read.OfPersonAsync(token, ct))
        {
            case AccessTokenReading.Good(_, { } grant, var scopes, var claims) when scopes.Contains(SignOnScopes.OpenId):
                return SignOnAnswers.Answer(context, await TellAsync(claims.GetProperty("sub").GetString()!, grant, scopes, ct));
            case AccessTokenReading.Good:
                return SignOnAnswers.RefuseBearer(context, SignOnRefusal.ScopeInsufficient);
            case AccessTokenReading.Refused(var wrong):
                return SignOnAnswers.RefuseBearer(context, wrong);
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    // What they entered after they agreed they were not shown when they did.
    private async Task<JsonObject> TellAsync(string subject, Grant grant, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().SingleAsync(u => u.Id == grant.AccountId, ct);
        var profile = scopes.Contains(SignOnScopes.Affiliation) ? await db.PersonProfiles.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == grant.AccountId, ct) : null;
        var agreed = await db.Consents.Where(c => c.AccountId == grant.AccountId && c.ClientId == grant.ClientId).Select(c => c.Claims).SingleOrDefaultAsync(ct);
        var shown = (agreed ?? "").Split(' ');
        var answer = new JsonObject { ["sub"] = subject };
        foreach (var (name, value) in PersonClaims.Of(account, profile, scopes).Where(claim => shown.Contains(claim.Key)))
        {
            answer[name] = value?.DeepClone();
        }

        return answer;
    }

    // In the header or, posted, in the form; never in the address, which is written into logs (RFC 6750 §2.3).
    private static async Task<(string? Token, SignOnRefusal Refusal)> BearerAsync(HttpRequest request, CancellationToken ct)
    {
        const string scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        var inHeader = header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim() : null;
        var inForm = HttpMethods.IsPost(request.Method) && await SignOnParameters.OfFormAsync(request, ct) is { } form
            ? form.IsTwice("access_token") ? "" : form["access_token"]
            : null;
        return (inHeader, inForm) switch
        {
            (not null, not null) or (_, "") => (null, SignOnRefusal.AccessTokenTwice),
            (null, null) => (null, SignOnRefusal.AccessTokenMissing),
            _ => (inHeader ?? inForm, default),
        };
    }
}
