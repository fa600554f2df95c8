using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts;

/// <summary>
/// Lets a stranger make an account. The answer never tells whether there is one with the address: both times a mail goes to it, and
/// both times a password is hashed.
/// </summary>
internal sealed partial class RegisterAccount(UserManager<Account> users, CreateAccount create, AccountMails mails, ILogger<RegisterAccount> logger)
{
    /// <summary>The errors of what was typed; none means that a mail was sent.</summary>
    public async Task<IReadOnlyList<IdentityError>> ExecuteAsync(string email, string displayName, string password, CancellationToken ct)
    {
        var candidate = create.Prepare(email, displayName);
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, candidate, password) is { Succeeded: false } weak)
            {
                return [.. weak.Errors];
            }
        }

        if (await users.FindByEmailAsync(email) is { } known)
        {
            users.PasswordHasher.HashPassword(known, password);
            await mails.AlreadyRegisteredAsync(known, ct);
            return [];
        }

        var (account, result) = await create.ExecuteAsync(email, displayName, password, isConfirmed: false);
        if (!result.Succeeded)
        {
            // Somebody else was faster with the same address: they get the mail, and here it looks the same.
            return result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.DuplicateEmail)) ? [] : [.. result.Errors];
        }

        LogRegistered(account.Id);
        await mails.ConfirmAsync(account, ct);
        return [];
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} was registered")]
    private partial void LogRegistered(Guid account);
}
