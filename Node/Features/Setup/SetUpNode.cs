using Agon.Node.Data;
using Agon.Node.Features.Accounts;
using Agon.Node.Features.Administration;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Agon.Node.Features.Setup;

/// <summary>Makes the first operator and names the site, in one transaction; the code dies with it.</summary>
internal sealed partial class SetUpNode(
    NodeDb db, CreateAccount create, Operators operators, EditSiteSettings settings, SetupCode code, ILogger<SetUpNode> logger)
{
    public async Task<SetUpOutcome> ExecuteAsync(string given, SetupForm form, CancellationToken ct)
    {
        if (await operators.AnyAsync(ct) || !code.Use(given))
        {
            return new SetUpOutcome.TooLate();
        }

        var isDone = false;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var (account, result) = await create.ExecuteAsync(form.Email, form.DisplayName, form.Password, isConfirmed: true);
            if (!result.Succeeded)
            {
                return new SetUpOutcome.BadAccount([.. result.Errors]);
            }

            await operators.AddAsync(account);
            await settings.ExecuteAsync(s => (s.Name, s.Institution) = (form.SiteName, form.Institution), ct);
            await transaction.CommitAsync(ct);
            isDone = true;
            LogSetUp(account.Id);
            return new SetUpOutcome.Done(account);
        }
        finally
        {
            if (!isDone)
            {
                code.Restore(given);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "The node is set up; its first operator is account {Account}")]
    private partial void LogSetUp(Guid account);
}

/// <summary>How setting up can end.</summary>
internal abstract record SetUpOutcome
{
    private SetUpOutcome()
    {
    }

    public sealed record Done(Account Operator) : SetUpOutcome;

    /// <summary>Name, address or password can't be taken.</summary>
    public sealed record BadAccount(IReadOnlyList<IdentityError> Errors) : SetUpOutcome;

    /// <summary>There is an operator, or the link was used.</summary>
    public sealed record TooLate : SetUpOutcome;
}
