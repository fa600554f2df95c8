using System.Text.Json.Nodes;
using Agon.Hub.Features.Accounts;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>What each scope tells about a person; <see cref="Authorization.ConsentMessages"/> says the same to them.</summary>
internal static class PersonClaims
{
    public static void AddTo(JsonObject claims, Account account, PersonProfile? profile, IReadOnlyList<string> scopes)
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

        if (scopes.Contains(SignOnScopes.Affiliation))
        {
            Add(claims, "affiliation", profile?.Affiliation);
            Add(claims, "orcid", profile?.Orcid);
        }
    }

    // What a person did not enter is left out (OpenID Connect Core §5.3.2).
    private static void Add(JsonObject claims, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            claims[name] = value;
        }
    }
}
