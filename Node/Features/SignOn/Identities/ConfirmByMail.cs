using Agon.Node.Data;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>Links an account, or makes one, for the person of an issuer who waits in this browser and read a mail to its address.</summary>
internal sealed class ConfirmByMail(NodeDb db, UserManager<Account> users, LocalWays local, SignOnTickets tickets, MailedLinks links, LinkIdentity link, MakeAccount make)
{
    /// <summary>The account that is linked now.</summary>
    public async Task<SignOnResult<Account>> ExecuteAsync(string? code, VerifiedPerson? pending, CancellationToken ct)
    {
        var read = links.Read(code, pending);
        if (!read.IsGood(out var mailed, out var failure))
        {
            return failure;
        }

        if (await tickets.RefuseAsync(pending!, ct) is { } refused)
        {
            return refused;
        }

        if (mailed.Account is not { } id)
        {
            return await make.ExecuteAsync(pending!, mailed.DisplayName!, mailed.Email, ct);
        }

        if (await db.Users.SingleOrDefaultAsync(a => a.Id == id && a.Email == mailed.Email, ct) is not { } account)
        {
            return SignOnFailure.MailLinkSpent;
        }

        // A mail is as good as a password, and no better.
        if (await local.NeedsCodeAsync(account, ct))
        {
            return SignOnFailure.SecondFactorAsked;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!account.EmailConfirmed)
        {
            await TakeOverAsync(account);
        }

        if (await link.ExecuteAsync(pending!, account, ct) is { } refusal)
        {
            return refusal;
        }

        await transaction.CommitAsync(ct);
        return account;
    }

    // Somebody registered the address and never showed that it is theirs: what they chose must not open the account of whoever it is.
    private async Task TakeOverAsync(Account account)
    {
        account.EmailConfirmed = true;
        await users.RemovePasswordAsync(account);
        await users.UpdateSecurityStampAsync(account);
    }
}
