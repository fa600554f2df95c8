using System.Globalization;
using System.Security.Claims;
using Agon.Node.Data;
using Agon.Node.Features.SignOn.Protocol;
using Agon.Node.Features.SignOn.Sessions;
using Agon.Portal.Accounts;
using Agon.Portal.Accounts.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Identities;

/// <summary>Lets a person whom an issuer knows into the account that is linked, with a session that ends with the one at the issuer.</summary>
internal sealed partial class EnterBySignOn(NodeDb db, SignInManager<Account> signIn, TimeProvider clock, ILogger<EnterBySignOn> logger)
{
    /// <summary>The account entered; null if no account is linked.</summary>
    /// <param name="person">Who it is.</param>
    /// <param name="current">The account signed in in this browser, if any.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<SignOnResult<Account>?> ExecuteAsync(VerifiedPerson person, Guid? current, CancellationToken ct)
    {
        var identity = await db.LinkedIdentities.SingleOrDefaultAsync(l => l.IssuerAddress == person.IssuerAddress && l.Subject == person.Subject, ct);
        if (identity is null)
        {
            return null;
        }

        if (current is not null && current != identity.AccountId)
        {
            return SignOnFailure.LinkedElsewhere;
        }

        var account = await db.Users.SingleAsync(a => a.Id == identity.AccountId, ct);
        identity.LastUsedAt = clock.GetUtcNow();
        var properties = new AuthenticationProperties();
        await signIn.SignInWithClaimsAsync(account, properties, [AuthenticatedAt(person)]);
        var session = properties.SessionId!;
        await SaveSessionAsync(person, account, session, ct);

        // After it is saved: whoever ends it either finds it, or left a note before.
        if (await HasEndedAsync(person, ct))
        {
            await db.SignOnSessions.Where(s => s.SessionId == session).ExecuteDeleteAsync(ct);
            await signIn.SignOutAsync();
            return SignOnFailure.EndedMeanwhile;
        }

        LogEntered(account.Id, person.IssuerAddress);
        return account;
    }

    // Coming by an issuer again does not show anew who somebody is, unless it does so there; what is not said was long ago.
    private static Claim AuthenticatedAt(VerifiedPerson person) => new(
        AccountClaims.AuthenticatedAtType, (person.AuthenticatedAt ?? DateTimeOffset.UnixEpoch).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64);

    private async Task SaveSessionAsync(VerifiedPerson person, Account account, string session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var forgotten = now - AccountRules.SignedIn;
        await db.SignOnSessions.Where(s => (s.SessionId == session && s.IssuerAddress == person.IssuerAddress)
            || (s.CreatedAt < forgotten && !db.Set<AccountSession>().Any(a => a.Id == s.SessionId))).ExecuteDeleteAsync(ct);
        db.SignOnSessions.Add(new SignOnSession
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            SessionId = session,
            IssuerAddress = person.IssuerAddress,
            Subject = person.Subject,
            Sid = person.Sid,
            IdToken = person.IdToken,
            CreatedAt = now,
        });
        await db.SaveChangesAsync(ct);
    }

    // A session that ended stays ended; all of a person's sessions are those that were there.
    private Task<bool> HasEndedAsync(VerifiedPerson person, CancellationToken ct) => db.ReceivedLogouts.AnyAsync(
        l => l.IssuerAddress == person.IssuerAddress && (l.Subject == null || l.Subject == person.Subject)
            && (l.Sid == null ? l.ReceivedAt >= person.BegunAt : l.Sid == person.Sid), ct);

    [LoggerMessage(LogLevel.Information, "Account {Account} was entered by the word of {Issuer}")]
    private partial void LogEntered(Guid account, string issuer);
}
