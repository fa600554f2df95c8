using System.Text.Json.Nodes;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>Tells a client whether a token of its own is still good (RFC 7662). About anything else it says only that it is not.</summary>
internal sealed class IntrospectEndpoint(HubDb db, ReadAccessToken read, GrantStanding standing, PairwiseSubjects subjects, TimeProvider clock)
{
    private static readonly string[] Told = ["iss", "sub", "aud", "client_id", "scope", "jti", "iat", "exp", "sid"];

    public async Task<IResult> AnswerAsync(HttpContext context, Client client, SignOnParameters form, CancellationToken ct)
    {
        if (client.AuthMethod == ClientAuthentication.None)
        {
            return SignOnAnswers.Refuse(context, SignOnRefusal.ClientIsPublic);
        }

        return form["token"] is { } token
            ? SignOnAnswers.Answer(context, await AccessAsync(client, token, ct) ?? await RefreshAsync(client, token, ct) ?? new JsonObject { ["active"] = false })
            : SignOnAnswers.Refuse(context, SignOnRefusal.TokenMissing);
    }

    private async Task<JsonObject?> AccessAsync(Client client, string token, CancellationToken ct)
    {
        if (await read.OfAnyAsync(token, ct) is not AccessTokenReading.Good good || good.Client.ClientId != client.ClientId)
        {
            return null;
        }

        var answer = new JsonObject { ["active"] = true, ["token_type"] = "Bearer" };
        foreach (var name in Told.Where(n => good.Claims.TryGetProperty(n, out _)))
        {
            answer[name] = JsonNode.Parse(good.Claims.GetProperty(name).GetRawText());
        }

        return answer;
    }

    private async Task<JsonObject?> RefreshAsync(Client client, string token, CancellationToken ct)
    {
        var (digest, now) = (RandomSecret.Digest(token), clock.GetUtcNow());
        var found = await (from refresh in db.RefreshTokens.AsNoTracking()
                           join grant in db.Grants.AsNoTracking() on refresh.GrantId equals grant.Id
                           where refresh.Digest == digest && refresh.UsedAt == null && refresh.ExpiresAt > now && grant.ClientId == client.ClientId
                           select new { Token = refresh, Grant = grant }).SingleOrDefaultAsync(ct);
        return found is null || await standing.RefusalOfAsync(found.Grant, ct) is not null ? null : new JsonObject
        {
            ["active"] = true,
            ["client_id"] = client.ClientId,
            ["scope"] = found.Grant.Scopes,
            ["sub"] = await subjects.OfAsync(client, found.Grant.AccountId, ct),
            ["iat"] = found.Token.CreatedAt.ToUnixTimeSeconds(),
            ["exp"] = found.Token.ExpiresAt.ToUnixTimeSeconds(),
        };
    }
}
