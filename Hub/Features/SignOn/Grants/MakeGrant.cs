using System.Security.Claims;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>Writes down what the person at this browser gives a client; the caller saves it.</summary>
internal sealed class MakeGrant(TimeProvider clock)
{
    public Grant Of(string clientId, IReadOnlyList<string> scopes, Account account, ClaimsPrincipal visitor)
    {
        var now = clock.GetUtcNow();
        return new Grant
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            ClientId = clientId,
            Scopes = SignOnScopes.Write(scopes),
            SessionId = visitor.SessionId,
            AuthenticatedAt = visitor.AuthenticatedAt,
            Methods = SignOnScopes.Write(visitor.AuthenticationMethods),
            StampDigest = RandomSecret.Digest(visitor.SecurityStamp ?? ""),
            CreatedAt = now,
            ExpiresAt = now + SignOnRules.Grant,
        };
    }
}
