using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>What the signed-in person's claims say.</summary>
public static class AccountClaims
{
    /// <summary>The claim with the display name.</summary>
    public const string DisplayNameType = "name";

    /// <summary>The claim with the id of the browser's session.</summary>
    public const string SessionType = "sid";

    /// <summary>The claim with the instant at which the person last showed who they are, in seconds since 1970.</summary>
    public const string AuthenticatedAtType = "auth_time";

    /// <summary>The claims that say how they showed it, one for each way, in the words of RFC 8176.</summary>
    public const string MethodType = "amr";

    // What Identity calls it.
    private static readonly string StampType = new ClaimsIdentityOptions().SecurityStampClaimType;

    /// <summary>The claims that belong to the session and not to the account.</summary>
    internal static IEnumerable<Claim> OfSession(ClaimsPrincipal visitor) =>
        visitor.Claims.Where(c => c.Type is SessionType or AuthenticatedAtType or MethodType);

    extension(ClaimsPrincipal visitor)
    {
        /// <summary>The name others see; empty for a stranger.</summary>
        public string DisplayName => visitor.FindFirstValue(DisplayNameType) ?? visitor.Identity?.Name ?? "";

        /// <summary>The account's id, or null for a stranger.</summary>
        public Guid? AccountId => Guid.TryParse(visitor.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

        /// <summary>The id of the browser's session; null for a stranger, and for a program with a token.</summary>
        public string? SessionId => visitor.FindFirstValue(SessionType);

        /// <summary>The account's security stamp when the cookie was made or last looked at; null where there is no session.</summary>
        public string? SecurityStamp => visitor.FindFirstValue(StampType);

        /// <summary>When the person last showed who they are; null where there is no session.</summary>
        public DateTimeOffset? AuthenticatedAt =>
            long.TryParse(visitor.FindFirstValue(AuthenticatedAtType), CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeSeconds(at) : null;

        /// <summary>How they showed it.</summary>
        public IReadOnlyList<string> AuthenticationMethods => [.. visitor.FindAll(MethodType).Select(c => c.Value)];
    }
}
