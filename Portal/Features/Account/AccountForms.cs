using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Agon.Portal.Features.Account;

/// <summary>Asks for an e-mail address.</summary>
internal sealed class MailboxForm
{
    [Required(ErrorMessage = AccountMessages.EnterEmail)]
    [Mailbox]
    public string Email { get; set; } = "";
}

/// <summary>Asks for a new password.</summary>
internal sealed class NewPasswordForm
{
    [Required(ErrorMessage = AccountMessages.ChoosePassword)]
    [StringLength(AccountRules.PasswordMaxLength, ErrorMessage = AccountMessages.PasswordTooLong)]
    [DataType(DataType.Password)]
    public string Password { get; set; } = "";
}

internal static class AccountErrors
{
    /// <summary>Puts what Identity refused beside the field it is about.</summary>
    public static void AddAccountError(this ModelStateDictionary state, IdentityError error, string passwordField, string otherField) =>
        state.AddModelError(error.Code.Contains("Password", StringComparison.Ordinal) ? passwordField : otherField, error.Description);
}
