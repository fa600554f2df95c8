using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>Makes an account, without a mail; what is wrong with name, address or password is in the result.</summary>
/// <param name="users">The accounts.</param>
/// <param name="clock">The time.</param>
public sealed class CreateAccount(UserManager<Account> users, TimeProvider clock)
{
    /// <summary>Makes the account and returns it with how it went; it exists only if that succeeded. Without a password there is another way in.</summary>
    public async Task<(Account Account, IdentityResult Result)> ExecuteAsync(string email, string displayName, string? password, bool isConfirmed)
    {
        var account = Prepare(email, displayName);
        account.EmailConfirmed = isConfirmed;
        if (!PlainNameAttribute.IsPlain(displayName))
        {
            return (account, IdentityResult.Failed(new IdentityError { Code = nameof(Account.DisplayName), Description = AccountMessages.NameNotPlain }));
        }

        return (account, await (password is null ? users.CreateAsync(account) : users.CreateAsync(account, password)));
    }

    internal Account Prepare(string email, string displayName)
    {
        var now = clock.GetUtcNow();
        return new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = email,
            Email = email,
            DisplayName = displayName,
            CreatedAt = now,
        };
    }
}
