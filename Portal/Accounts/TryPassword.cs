using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts;

/// <summary>Tries a password, counted by <see cref="Tries"/>.</summary>
internal sealed class TryPassword(UserManager<Account> users, Tries tries)
{
    /// <summary>Whether it is the account's; never for a locked account or for none, which costs the same.</summary>
    /// <param name="account">Whose it must be.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="isAll">Whether nothing else is asked for; if something is, wrong tries of that go on counting.</param>
    public async Task<bool> ExecuteAsync(Account? account, string password, CancellationToken ct, bool isAll = true)
    {
        var tried = account ?? AccountMails.StandIn();
        var turn = await tries.TakeAsync(tried.Id, ct);
        if (turn == Turn.None)
        {
            users.PasswordHasher.HashPassword(tried, password);
            return false;
        }

        if (!await users.CheckPasswordAsync(tried, password))
        {
            await tries.WasWrongAsync(tried, turn, ct);
            return false;
        }

        // Asked for again after it may have changed.
        var stamp = tried.SecurityStamp;
        await (isAll ? tries.WasRightAsync(tried, ct) : tries.WasRightSoFarAsync(tried, turn, ct));
        return tried.SecurityStamp == stamp;
    }
}
