using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.Administration;

/// <summary>What the hub calls itself: the section <c>Hub</c> of its settings.</summary>
internal sealed class HubOptions
{
    public const string Section = "Hub";
    public const int NameMaxLength = 60;

    [Required(ErrorMessage = "Hub:Name must not be empty.")]
    [MaxLength(NameMaxLength, ErrorMessage = "Hub:Name must be at most 60 characters.")]
    [PlainName(ErrorMessage = "Hub:Name must have no line breaks, invisible characters or web addresses: nodes show it to their people.")]
    public string Name { get; set; } = "Agon hub";

    /// <summary>The federation it is the hub of; small, beside the name.</summary>
    [MaxLength(NameMaxLength, ErrorMessage = "Hub:Federation must be at most 60 characters.")]
    [PlainName(ErrorMessage = "Hub:Federation must have no line breaks, invisible characters or web addresses.")]
    public string? Federation { get; set; }

    /// <summary>Whether strangers may make an account.</summary>
    public bool IsRegistrationOpen { get; set; } = true;
}
