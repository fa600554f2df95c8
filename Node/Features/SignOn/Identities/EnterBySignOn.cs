using System.Globalization;
using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Node.Features.SignOn.Sessions;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>
/// Lets a person whom an issuer knows into the account that is linked, with a session that ends with the one at the issuer. A code is asked
/// for here as after a password, and lets nobody in by itself; who showed this node who they are goes on with that session.
/// </summary>
internal sealed partial class EnterBySignOn(
    NodeDb db, SignInManager<Account> signIn, LocalWays local, SignOnTickets tickets, TimeProvider clock, ILogger<EnterBySignOn> logger)
{
    private static readonly Func<NodeDb, string, string, CancellationToken, Task<Known?>> KnownBy = ReadyQuery.Of((NodeDb db, string issuer, string subject, CancellationToken _) => (
        from identity in db.LinkedIdentities
        join account in db.Users on identity.AccountId equals account.Id
        where identity.IssuerAddress == issuer && identity.Subject == subject
        select new Known(identity, account)).SingleOrDefault());

    // A session that ended stays ended; all of a person's sessions are those that were there. Null if the issuer is trusted no more.
    private static readonly Func<NodeDb, string, string, string?, DateTimeOffset, CancellationToken, Task<bool?>> HasEnded = ReadyQuery.Of(
        (NodeDb db, string issuer, string subject, string? sid, DateTimeOffset begunAt, CancellationToken _) => db.Issuers.Where(i => i.Address == issuer && i.IsEnabled)
            .Select(i => (bool?)db.ReceivedLogouts.Any(l => l.IssuerAddress == issuer && (l.Subject == null || l.Subject == subject)
                && (l.Sid == null || (sid == null && l.Subject != null) ? l.ReceivedAt >= begunAt : l.Sid == sid))).FirstOrDefault());

    /// <param name="person">Who it is.</param>
    /// <param name="visitor">Who is signed in in this browser, if anybody.</param>
    /// <param name="hasWaited">Whether what the issuer said lay in the browser since, and not a moment.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<EnterOutcome> ExecuteAsync(VerifiedPerson person, ClaimsPrincipal visitor, bool hasWaited, CancellationToken ct)
    {
        if (hasWaited && await tickets.RefuseAsync(person, ct) is { } refusal)
        {
            return new EnterOutcome.Refused(refusal);
        }

        if (await KnownBy(db, person.IssuerAddress, person.Subject, ct) is not (var identity, var account))
        {
            return new EnterOutcome.Unknown();
        }

        if (visitor.AccountId is { } current && current != identity.AccountId)
        {
            return new EnterOutcome.Refused(SignOnFailure.LinkedElsewhere);
        }

        var shown = visitor is { AccountId: not null, Issuer: null } ? visitor.SessionId : null;
        if (shown is null && await local.NeedsCodeAsync(account, ct))
        {
            var ticket = $"{person.Ticket}";
            if (!await local.WasCodeGivenAsync(account, ticket))
            {
                return new EnterOutcome.NeedsCode(await local.BeginWithCodeAsync(account, ticket, NodeLinks.SignOn.Finish));
            }

            await local.ForgetCodeAsync();
        }

        identity.LastUsedAt = clock.GetUtcNow();
        return hasWaited && !await tickets.SpendAsync(person, ct)
            ? new EnterOutcome.Refused(SignOnFailure.NothingPending)
            : await EnterAsync(person, account, shown, ct);
    }

    private async Task<EnterOutcome> EnterAsync(VerifiedPerson person, Account account, string? shown, CancellationToken ct)
    {
        var session = shown is null ? await SignInAsync(person, account, ct) : await GoOnAsync(person, account, shown, ct);

        // After it is saved: whoever ends it, or trusts the issuer no more, either finds it or did so before.
        var hasEnded = await HasEnded(db, person.IssuerAddress, person.Subject, person.Sid, person.BegunAt, ct);
        if (hasEnded == false)
        {
            LogEntered(account.Id, person.IssuerAddress);
            return new EnterOutcome.Entered(account);
        }

        await db.SignOnSessions.Where(s => s.SessionId == session && s.IssuerAddress == person.IssuerAddress).ExecuteDeleteAsync(ct);
        if (shown is null)
        {
            await signIn.SignOutAsync();
        }

        return new EnterOutcome.Refused(hasEnded is null ? SignOnFailure.IssuerUnknown : SignOnFailure.EndedMeanwhile);
    }

    // When they showed the issuer who they are is its word only; what is not said was long ago.
    private async Task<string> SignInAsync(VerifiedPerson person, Account account, CancellationToken ct)
    {
        var isNew = false;
        var properties = new AuthenticationProperties
        {
            BesideSession = session =>
            {
                isNew = true;
                db.SignOnSessions.Add(Began(person, account, session));
            },
        };
        var at = (person.AuthenticatedAt ?? DateTimeOffset.UnixEpoch).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await signIn.SignInWithClaimsAsync(account, properties,
        [
            new Claim(AccountClaims.IssuerType, person.IssuerAddress),
            new Claim(AccountClaims.IssuerAuthenticatedAtType, at, ClaimValueTypes.Integer64),
        ]);
        return isNew ? properties.SessionId! : await GoOnAsync(person, account, properties.SessionId!, ct);
    }

    private async Task<string> GoOnAsync(VerifiedPerson person, Account account, string session, CancellationToken ct)
    {
        await db.SignOnSessions.Where(s => s.SessionId == session && s.IssuerAddress == person.IssuerAddress).ExecuteDeleteAsync(ct);
        db.SignOnSessions.Add(Began(person, account, session));
        await db.SaveChangesAsync(ct);
        return session;
    }

    private SignOnSession Began(VerifiedPerson person, Account account, string session)
    {
        var now = clock.GetUtcNow();
        return new SignOnSession
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            SessionId = session,
            IssuerAddress = person.IssuerAddress,
            Subject = person.Subject,
            Sid = person.Sid,
            IdToken = person.IdToken,
            CreatedAt = now,
        };
    }

    private sealed record Known(LinkedIdentity Identity, Account Account);

    [LoggerMessage(LogLevel.Information, "Account {Account} was entered by the word of {Issuer}")]
    private partial void LogEntered(Guid account, string issuer);
}

/// <summary>How coming by an issuer can go on.</summary>
internal abstract record EnterOutcome
{
    private EnterOutcome()
    {
    }

    public sealed record Entered(Account Account) : EnterOutcome;

    /// <summary>No account is linked.</summary>
    public sealed record Unknown : EnterOutcome;

    /// <summary>A code is asked for first, at this address.</summary>
    public sealed record NeedsCode(string Address) : EnterOutcome;

    public sealed record Refused(SignOnFailure Failure) : EnterOutcome;
}
