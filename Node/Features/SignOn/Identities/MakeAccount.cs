using Agon.Node.Data;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>Makes an account for a person of an issuer, without a password and with an address that is known to be theirs.</summary>
internal sealed class MakeAccount(NodeDb db, CreateAccount create, LinkIdentity link)
{
    // Identity's own unique index over addresses.
    private const string AddressIndex = "user_name_index";

    public async Task<SignOnResult<Account>> ExecuteAsync(VerifiedPerson person, string displayName, string email, CancellationToken ct)
    {
        if (!await db.Issuers.AnyAsync(i => i.Address == person.IssuerAddress && i.IsEnabled && i.GivesAccounts, ct))
        {
            return SignOnFailure.AccountsClosed;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            var (account, result) = await create.ExecuteAsync(email, displayName, password: null, isConfirmed: true);
            if (!result.Succeeded)
            {
                return IsTaken(result) ? SignOnFailure.AddressHasAccount : throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
            }

            if (await link.ExecuteAsync(person, account, ct) is { } failure)
            {
                return failure;
            }

            await transaction.CommitAsync(ct);
            return account;
        }
        catch (DbUpdateException e) when (e.Breaks(db, AddressIndex))
        {
            return SignOnFailure.AddressHasAccount;
        }
    }

    private static bool IsTaken(IdentityResult result) =>
        result.Errors.Any(e => e.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName));
}
