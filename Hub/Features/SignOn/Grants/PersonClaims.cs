using System.Text.Json.Nodes;
using Agon.Hub.Features.Accounts;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>What each scope tells about a person; <see cref="Authorization.ConsentMessages"/> says the same to them.</summary>
internal static class PersonClaims
{
    /// <summary>The claims there are, of those the scopes are about.</summary>
    public static IReadOnlyList<string> Names(Account account, PersonProfile? profile, IReadOnlyList<string> scopes) =>
        [.. Of(account, profile, scopes).Select(claim => claim.Key)];

    public static JsonObject Of(Account account, PersonProfile? profile, IReadOnlyList<string> scopes)
    {
        var claims = new JsonObject();
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

        return claims;
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
