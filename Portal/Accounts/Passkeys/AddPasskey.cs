using System.Security.Claims;
using Agon.Portal.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.Passkeys;

/// <summary>Takes a new passkey for an account whose owner showed a short time ago who they are.</summary>
internal sealed class AddPasskey(
    DbContext db, UserManager<Account> users, SignInManager<Account> signIn, AccountMails mails, Mailer mailer, ShownAgain shown)
{
    /// <summary>What the browser needs to make one, as JSON; the challenge stays in a cookie. Null if they showed too long ago who they are.</summary>
    public async Task<string?> OptionsAsync(Account account, ClaimsPrincipal visitor, CancellationToken ct) => await shown.IsFreshAsync(visitor, account, ct)
        ? await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = $"{account.Id}", Name = account.Email!, DisplayName = account.DisplayName })
        : null;

    public async Task<AddPasskeyOutcome> ExecuteAsync(Account account, ClaimsPrincipal visitor, string credential, string name, CancellationToken ct)
    {
        if (!await shown.IsFreshAsync(visitor, account, ct))
        {
            return AddPasskeyOutcome.NotFresh;
        }

        if ((await users.GetPasskeysAsync(account)).Count >= PasskeyRules.MostPerAccount)
        {
            return AddPasskeyOutcome.TooMany;
        }

        if (await AttestAsync(credential) is not { Succeeded: true } made || made.UserEntity.Id != $"{account.Id}")
        {
            return AddPasskeyOutcome.NotGood;
        }

        made.Passkey.Name = name;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await users.AddOrUpdatePasskeyAsync(account, made.Passkey) is { Succeeded: false })
        {
            return AddPasskeyOutcome.NotGood;
        }

        await mails.PasskeyAddedAsync(account, name, ct);
        await transaction.CommitAsync(ct);
        mailer.Nudge();
        return AddPasskeyOutcome.Added;
    }

    private async Task<PasskeyAttestationResult?> AttestAsync(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // No challenge waits: the page was open too long, or the answer was sent twice.
            return null;
        }
    }
}

/// <summary>How adding can end.</summary>
internal enum AddPasskeyOutcome
{
    Added,

    /// <summary>The owner showed too long ago who they are.</summary>
    NotFresh,

    /// <summary>The account has as many as it may.</summary>
    TooMany,

    /// <summary>What the browser sent answers no question of ours, or another one's, or is there already.</summary>
    NotGood,
}
