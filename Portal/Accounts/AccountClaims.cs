using System.Security.Claims;

namespace Agon.Portal.Accounts;

/// <summary>What the signed-in person's claims say.</summary>
public static class AccountClaims
{
    /// <summary>The claim with the display name.</summary>
    public const string DisplayNameType = "name";

    extension(ClaimsPrincipal visitor)
    {
        /// <summary>The name others see; empty for a stranger.</summary>
        public string DisplayName => visitor.FindFirstValue(DisplayNameType) ?? visitor.Identity?.Name ?? "";

        /// <summary>The account's id, or null for a stranger.</summary>
        public Guid? AccountId => Guid.TryParse(visitor.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
    }
}
