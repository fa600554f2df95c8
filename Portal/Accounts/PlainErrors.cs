using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>Says what Identity refuses in words that say what to do.</summary>
internal sealed class PlainErrors : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), $"Choose a password of at least {length} characters.");

    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch), AccountMessages.NotYourPassword);

    public override IdentityError InvalidEmail(string? email) => Say(nameof(InvalidEmail), AccountMessages.EmailLooksWrong);

    public override IdentityError InvalidUserName(string? userName) => Say(nameof(InvalidUserName), AccountMessages.EmailLooksWrong);

    public override IdentityError DuplicateEmail(string email) => Say(nameof(DuplicateEmail), $"There is an account with the address {email} already. Use that one, or give another address.");

    public override IdentityError DuplicateUserName(string userName) => Say(nameof(DuplicateEmail), $"There is an account with the address {userName} already. Use that one, or give another address.");

    public override IdentityError InvalidToken() => Say(nameof(InvalidToken), AccountMessages.LinkIsSpent);

    private static IdentityError Say(string code, string sentence) => new() { Code = code, Description = sentence };
}
