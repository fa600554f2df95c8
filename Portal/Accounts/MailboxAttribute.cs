using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Agon.Portal.Accounts;

/// <summary>Takes one e-mail address, bare: no display name, no list.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class MailboxAttribute : ValidationAttribute
{
    /// <summary>Makes the attribute with the sentence that says what is expected.</summary>
    public MailboxAttribute()
        : base(AccountMessages.EmailLooksWrong)
    {
    }

    /// <inheritdoc />
    public override bool IsValid(object? value) => value is null or "" || (value is string text && IsMailbox(text));

    /// <summary>Whether a mail can be addressed to this text.</summary>
    public static bool IsMailbox(string text) =>
        text.Length <= AccountRules.EmailMaxLength && !text.Any(char.IsWhiteSpace) && !text.Any(char.IsControl)
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}
