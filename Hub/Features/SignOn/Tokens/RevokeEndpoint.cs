using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Hub.Features.SignOn.Grants;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>Takes a token back, and with it everything of its grant (RFC 7009). A token nobody knows needs no taking back.</summary>
internal sealed class RevokeEndpoint(HubDb db, ReadAccessToken read, RevokeGrant revoke)
{
    public async Task<IResult> AnswerAsync(HttpContext context, Client client, SignOnParameters form, CancellationToken ct)
    {
        if (form["token"] is not { } token)
        {
            return SignOnAnswers.Refuse(context, SignOnRefusal.TokenMissing);
        }

        var digest = RandomSecret.Digest(token);
        var grant = await (from refresh in db.RefreshTokens
                           join given in db.Grants on refresh.GrantId equals given.Id
                           where refresh.Digest == digest && given.ClientId == client.ClientId
                           select (Guid?)given.Id).SingleOrDefaultAsync(ct);
        if (grant is null && await read.OfAnyAsync(token, ct) is AccessTokenReading.Good access && access.Client.ClientId == client.ClientId)
        {
            if (access.Grant is null)
            {
                return SignOnAnswers.Refuse(context, SignOnRefusal.TokenKindNotRevocable);
            }

            grant = access.Grant.Id;
        }

        if (grant is { } id)
        {
            await revoke.ExecuteAsync(id, ct);
        }

        SignOnAnswers.KeepOutOfCaches(context);
        return TypedResults.Ok();
    }
}
