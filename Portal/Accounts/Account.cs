using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>A person's account at one host: a hub or a node.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The longest display name, in characters.</summary>
    public const int DisplayNameMaxLength = 80;

    /// <summary>The name others see; not unique.</summary>
    [MaxLength(DisplayNameMaxLength)]
    public required string DisplayName { get; set; }

    /// <summary>When the account was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
