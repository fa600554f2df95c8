using Agon.Portal.Data;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts;

/// <summary>
/// Lets a stranger make an account. The answer never tells whether there is one with the address: both times a mail goes to it, and
/// both times a password is hashed and one transaction committed.
/// </summary>
internal sealed partial class RegisterAccount(
    DbContext db, UserManager<Account> users, CreateAccount create, AccountMails mails, Mailer mailer, ILogger<RegisterAccount> logger)
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

        // Slow on purpose, so before the transaction.
        candidate.PasswordHash = users.PasswordHasher.HashPassword(candidate, password);
        try
        {
            return await SaveAsync(candidate, ct);
        }
        catch (Exception e) when (e is AddressTakenException || (e is DbUpdateException update && update.Breaks(db, AccountRules.AddressIndex)))
        {
            // Somebody registered the address in the same instant, so now it is known.
            db.ChangeTracker.Clear();
            return await SaveAsync(candidate, ct);
        }
    }

    private async Task<IReadOnlyList<IdentityError>> SaveAsync(Account candidate, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await users.FindByEmailAsync(candidate.Email!) is { } known)
        {
            await mails.AlreadyRegisteredAsync(known, ct);
        }
        else if (await users.CreateAsync(candidate) is { Succeeded: false } refused)
        {
            return refused.Errors.Any(e => e.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))
                ? throw new AddressTakenException()
                : [.. refused.Errors];
        }
        else
        {
            await mails.ConfirmAsync(candidate, ct);
            LogRegistered(candidate.Id);
        }

        await transaction.CommitAsync(ct);
        mailer.Nudge();
        return [];
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} was registered")]
    private partial void LogRegistered(Guid account);

    private sealed class AddressTakenException : Exception;
}
