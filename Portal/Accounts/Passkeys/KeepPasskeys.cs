using System.Buffers.Text;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.Passkeys;

/// <summary>Lists, renames and removes an account's passkeys; each is named by its credential's id.</summary>
internal sealed class KeepPasskeys(DbContext db, UserManager<Account> users, EndAllSessions endSessions, AccountMails mails, Mailer mailer)
{
    public async Task<IReadOnlyList<UserPasskeyInfo>> ListAsync(Account account) => [.. (await users.GetPasskeysAsync(account)).OrderBy(p => p.CreatedAt)];

    /// <summary>The id as it is written in a page.</summary>
    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    /// <summary>Whether there was one with this id.</summary>
    public async Task<bool> RenameAsync(Account account, string id, string name)
    {
        if (await FindAsync(account, id) is not { } passkey)
        {
            return false;
        }

        passkey.Name = name;
        return (await users.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded;
    }

    /// <summary>Removes one, and ends every session but this one: it may have been a thief's. Whether there was one with this id.</summary>
    public async Task<bool> RemoveAsync(Account account, string id, string? session, CancellationToken ct)
    {
        if (await FindAsync(account, id) is not { } passkey)
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await users.RemovePasskeyAsync(account, passkey.CredentialId);
        await users.UpdateSecurityStampAsync(account);
        await endSessions.ExecuteAsync(account.Id, ct, except: session);
        await mails.PasskeyRemovedAsync(account, passkey.Name ?? "", ct);
        await transaction.CommitAsync(ct);
        mailer.Nudge();
        return true;
    }

    /// <summary>Removes all of them; the caller saves nothing more, and commits.</summary>
    public async Task RemoveAllAsync(Account account)
    {
        foreach (var passkey in await users.GetPasskeysAsync(account))
        {
            await users.RemovePasskeyAsync(account, passkey.CredentialId);
        }
    }

    private async Task<UserPasskeyInfo?> FindAsync(Account account, string id) =>
        Base64Url.IsValid(id) ? await users.GetPasskeyAsync(account, Base64Url.DecodeFromChars(id)) : null;
}
