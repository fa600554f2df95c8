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

    /// <summary>
    /// The claim with the address of the other host by whose word the session goes on; there is none once the person showed this host who
    /// they are. Such a session has no claim of <see cref="AuthenticatedAtType"/>: what others say about that counts for less.
    /// </summary>
    public const string IssuerType = "issuer";

    /// <summary>The claim with the instant at which the person, by that host's word, showed who they are there.</summary>
    public const string IssuerAuthenticatedAtType = "issuer_auth_time";

    /// <summary>The claim that the person has a role here which counts only once they showed this host who they are.</summary>
    public const string WithheldType = "withheld";

    // What Identity calls it.
    private static readonly string StampType = new ClaimsIdentityOptions().SecurityStampClaimType;

    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>The claims that belong to the session and not to the account.</summary>
    internal static IEnumerable<Claim> OfSession(ClaimsPrincipal visitor) =>
        visitor.Claims.Where(c => c.Type is SessionType or AuthenticatedAtType or MethodType or IssuerType or IssuerAuthenticatedAtType);

    /// <summary>Whether this was a short time ago, so that it is the person and not one who found an open browser. A time to come is none.</summary>
    public static bool IsFresh(DateTimeOffset? shown, DateTimeOffset now, TimeSpan? within = null) =>
        now - shown is { } ago && ago >= -Skew && ago <= (within ?? AccountRules.Fresh);

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

        /// <summary>When the person last showed this host who they are; null where there is no session, and where they came by another's word.</summary>
        public DateTimeOffset? AuthenticatedAt => Instant(visitor, AuthenticatedAtType);

        /// <summary>The other host by whose word the session goes on; null if by none.</summary>
        public string? Issuer => visitor.FindFirstValue(IssuerType);

        /// <summary>When they showed that host who they are, by its word.</summary>
        public DateTimeOffset? IssuerAuthenticatedAt => Instant(visitor, IssuerAuthenticatedAtType);

        /// <summary>Whether they may do more once they showed this host who they are.</summary>
        public bool IsWithheld => visitor.HasClaim(c => c.Type == WithheldType);

        /// <summary>How they showed it.</summary>
        public IReadOnlyList<string> AuthenticationMethods => [.. visitor.FindAll(MethodType).Select(c => c.Value)];
    }

    private static DateTimeOffset? Instant(ClaimsPrincipal visitor, string type) =>
        long.TryParse(visitor.FindFirstValue(type), CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeSeconds(at) : null;
}
