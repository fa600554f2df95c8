using System.Security.Claims;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Grants;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.SignOn.Authorization;

/// <summary>Writes down what a person gives a client, and makes the code for it.</summary>
internal sealed partial class IssueCode(HubDb db, TimeProvider clock, ILogger<IssueCode> logger)
{
    public async Task<string> ExecuteAsync(AuthorizationRequest request, Account account, ClaimsPrincipal visitor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var code = RandomSecret.Create();
        var grant = new Grant
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            ClientId = request.ClientId,
            Scopes = SignOnScopes.Write(request.Scopes),
            SessionId = visitor.SessionId,
            AuthenticatedAt = visitor.AuthenticatedAt,
            Methods = SignOnScopes.Write(visitor.AuthenticationMethods),
            StampDigest = RandomSecret.Digest(account.SecurityStamp ?? ""),
            CreatedAt = now,
            ExpiresAt = now + SignOnRules.Grant,
        };
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
