using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>Asks for the password before the second step changes; of who has none, that they showed a short time ago who they are.</summary>
internal sealed class ProveOwner(UserManager<Account> users, TryPassword tryPassword, SignInWatches watches, ShownAgain shown)
{
    public Task<bool> NeedsPasswordAsync(Account account) => users.HasPasswordAsync(account);

    public async Task<OwnerProof> ExecuteAsync(Account account, ClaimsPrincipal visitor, string password, CancellationToken ct)
    {
        if (!await NeedsPasswordAsync(account))
        {
            return await shown.IsFreshAsync(visitor, account, ct) ? OwnerProof.Given : OwnerProof.NotFresh;
        }

        if (await tryPassword.ExecuteAsync(account, password, ct))
        {
            return OwnerProof.Given;
        }

        await watches.NoteFailureAsync(account.Id, FailedTry.PasswordAgain, ct);
        return OwnerProof.WrongPassword;
    }
}

/// <summary>How it can end.</summary>
internal enum OwnerProof
{
    Given,

    WrongPassword,

    /// <summary>There is no password, and they showed too long ago who they are.</summary>
    NotFresh,
}
