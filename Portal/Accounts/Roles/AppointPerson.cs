using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Agon.Portal.Accounts.Roles;

/// <summary>Gives a role to somebody who has an account here, and tells them.</summary>
public sealed partial class AppointPerson
{
    private readonly DbContext _db;
    private readonly UserManager<Account> _users;
    private readonly GiveRole _give;
    private readonly AccountMails _mails;
    private readonly HostRoles _roles;
    private readonly ILogger<AppointPerson> _logger;

    /// <summary>Made by the host's services.</summary>
    internal AppointPerson(DbContext db, UserManager<Account> users, GiveRole give, AccountMails mails, HostRoles roles, ILogger<AppointPerson> logger) =>
        (_db, _users, _give, _mails, _roles, _logger) = (db, users, give, mails, roles, logger);

    /// <summary>Gives it.</summary>
    /// <param name="email">The address of the account.</param>
    /// <param name="role">One of the host's roles.</param>
    /// <param name="by">Who decided; null for the command line.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<AppointOutcome> ExecuteAsync(string email, string role, Guid? by, CancellationToken ct)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        if (await _users.FindByEmailAsync(email) is not { } account)
        {
            return new AppointOutcome.NoAccount();
        }

        // Whoever holds the role must be the one the address belongs to.
        if (!account.EmailConfirmed)
        {
            return new AppointOutcome.NotConfirmed();
        }

        if (await _users.IsInRoleAsync(account, role))
        {
            return new AppointOutcome.HasItAlready();
        }

        await _give.ExecuteAsync(account, role);
        await _mails.AppointedAsync(account, role, _roles.Advice, ct);
        await transaction.CommitAsync(ct);
        LogAppointed(account.Id, role, by);
        return new AppointOutcome.Appointed(account.DisplayName);
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} was appointed {Role} by {By}")]
    private partial void LogAppointed(Guid account, string role, Guid? by);
}

/// <summary>How appointing somebody can end.</summary>
public abstract record AppointOutcome
{
    private AppointOutcome()
    {
    }

    /// <summary>They have the role.</summary>
    /// <param name="Name">Who.</param>
    public sealed record Appointed(string Name) : AppointOutcome;

    /// <summary>Nobody here has that address.</summary>
    public sealed record NoAccount : AppointOutcome;

    /// <summary>Nobody has shown yet that the address is theirs.</summary>
    public sealed record NotConfirmed : AppointOutcome;

    /// <summary>They had the role before.</summary>
    public sealed record HasItAlready : AppointOutcome;
}
