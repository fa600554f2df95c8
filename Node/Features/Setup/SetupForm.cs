using System.ComponentModel.DataAnnotations;
using Agon.Node.Features.Administration;
using Agon.Portal.Accounts;

namespace Agon.Node.Features.Setup;

/// <summary>What the first operator is asked.</summary>
internal sealed class SetupForm
{
    [Required(ErrorMessage = SetupMessages.EnterSiteName)]
    [StringLength(SiteSettings.NameMaxLength, ErrorMessage = SetupMessages.SiteNameTooLong)]
    public string SiteName { get; set; } = "";

    [StringLength(SiteSettings.NameMaxLength, ErrorMessage = SetupMessages.InstitutionTooLong)]
    public string? Institution { get; set; }

    [Required(ErrorMessage = SetupMessages.EnterName)]
    [StringLength(Account.DisplayNameMaxLength, ErrorMessage = SetupMessages.NameTooLong)]
    [PlainName]
    public string DisplayName { get; set; } = "";

    [Required(ErrorMessage = SetupMessages.EnterEmail)]
    [Mailbox]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = SetupMessages.ChoosePassword)]
    [StringLength(AccountRules.PasswordMaxLength, ErrorMessage = SetupMessages.PasswordTooLong)]
    [DataType(DataType.Password)]
    public string Password { get; set; } = "";
}
