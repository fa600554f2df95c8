using System.Security.Claims;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>Writes down what a person gives a client, and makes the code for it.</summary>
internal sealed partial class IssueCode(HubDb db, MakeGrant make, TimeProvider clock, ILogger<IssueCode> logger)
{
    public async Task<string> ExecuteAsync(AuthorizationRequest request, Account account, ClaimsPrincipal visitor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var code = RandomSecret.Create();
        var grant = make.Of(request.ClientId, request.Scopes, account, visitor);
        db.Add(grant);
        db.Add(new AuthorizationCode
        {
            Id = Guid.CreateVersion7(now),
            Digest = RandomSecret.Digest(code),
            GrantId = grant.Id,
            RedirectUri = request.RedirectUri,
            CodeChallenge = request.CodeChallenge,
            Nonce = request.Nonce,
            ExpiresAt = now + SignOnRules.Code,
        });
        await db.SaveChangesAsync(ct);
        LogGiven(account.Id, request.ClientId);
        return code;
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} signs in at {Client}")]
    private partial void LogGiven(Guid account, string client);
}
