using System.Text.Json.Nodes;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>What each scope tells about a person: the same list for clients and for the page that asks the person.</summary>
internal static class PersonClaims
{
    public static void AddTo(JsonObject claims, Account account, IReadOnlyList<string> scopes)
    {
        if (scopes.Contains(SignOnScopes.Profile))
        {
            claims["name"] = account.DisplayName;
        }

        if (scopes.Contains(SignOnScopes.Email))
        {
            claims["email"] = account.Email;
            claims["email_verified"] = account.EmailConfirmed;
        }
    }
}
