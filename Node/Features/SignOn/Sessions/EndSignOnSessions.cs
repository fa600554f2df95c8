using Agon.Node.Data;
using Agon.Node.Features.SignOn.Identities;
using Agon.Portal.Accounts.Sessions;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Sessions;

/// <summary>Ends the sessions here that began with a session at an issuer, because the issuer says that it ended.</summary>
internal sealed partial class EndSignOnSessions(NodeDb db, EndSession end, TimeProvider clock, ILogger<EndSignOnSessions> logger)
{
    /// <summary>How many browsers were signed out; null if this token was received before.</summary>
    /// <param name="issuer">The issuer's address.</param>
    /// <param name="sid">Its session; null for all of the person's.</param>
    /// <param name="subject">The person, as the issuer calls them; null for whoever had the session.</param>
    /// <param name="ct">Ends the work.</param>
    /// <param name="tokenId">What makes the message the only one of its kind, if anything does.</param>
    public async Task<int?> ExecuteAsync(string issuer, string? sid, string? subject, CancellationToken ct, string? tokenId = null)
    {
        if (sid is null && subject is null)
        {
            return 0;
        }

        // Noted before it is looked for: a sign-in that is on its way looks for the note after it is saved.
        return await NoteAsync(issuer, sid, subject, tokenId, ct) == Noted.Before ? null : await EndAsync(issuer, sid, subject, ct);
    }

    /// <summary>
    /// The same for news that come until they are dealt with: the first time may have been broken off after it was noted, so what is left is
    /// ended each time. Whether it is known to be the first time.
    /// </summary>
    public async Task<bool> OnceMoreAsync(string issuer, string? sid, string? subject, string newsId, CancellationToken ct)
    {
        if (sid is null && subject is null)
        {
            return false;
        }

        var noted = await NoteAsync(issuer, sid, subject, newsId, ct);
        await EndAsync(issuer, sid, subject, ct);
        return noted == Noted.Now;
    }

    /// <summary>Ends all that began at an issuer which is trusted no more.</summary>
    public Task<int> ExecuteAsync(string issuer, CancellationToken ct) => EndAsync(db.SignOnSessions.Where(s => s.IssuerAddress == issuer), ct);

    private async Task<int> EndAsync(string issuer, string? sid, string? subject, CancellationToken ct)
    {
        // A session whose name the issuer never told can only be meant by its person.
        var count = await EndAsync(db.SignOnSessions.Where(s => s.IssuerAddress == issuer
            && (sid == null || s.Sid == sid || (s.Sid == null && subject != null)) && (subject == null || s.Subject == subject)), ct);
        LogEnded(count, issuer);
        return count;
    }

    private async Task<int> EndAsync(IQueryable<SignOnSession> sessions, CancellationToken ct)
    {
        var count = 0;
        foreach (var session in await sessions.AsNoTracking().ToListAsync(ct))
        {
            count += await end.ExecuteAsync(session.AccountId, session.SessionId, ct) ? 1 : 0;
            await db.SignOnSessions.Where(s => s.Id == session.Id).ExecuteDeleteAsync(ct);
        }

        return count;
    }

    private async Task<Noted> NoteAsync(string issuer, string? sid, string? subject, string? tokenId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var old = now - ReceivedLogout.Kept;
        await db.ReceivedLogouts.Where(l => l.ReceivedAt < old).ExecuteDeleteAsync(ct);
        if (tokenId is { Length: > ReceivedLogout.TokenIdMaxLength } || sid is { Length: > SignOnSession.SidMaxLength } || subject is { Length: > LinkedIdentity.SubjectMaxLength }
            || await db.ReceivedLogouts.CountAsync(l => l.IssuerAddress == issuer, ct) >= ReceivedLogout.MostPerIssuer)
        {
            // What it says ended ends; it is only not remembered.
            LogNotNoted(issuer);
            return Noted.Not;
        }

        var id = Guid.CreateVersion7(now);
        var note = new ReceivedLogout { Id = id, IssuerAddress = issuer, TokenId = tokenId ?? $"{id}", Sid = sid, Subject = subject, ReceivedAt = now };
        db.ReceivedLogouts.Add(note);
        try
        {
            await db.SaveChangesAsync(ct);
            return Noted.Now;
        }
        catch (DbUpdateException e) when (e.Breaks(db, ReceivedLogout.TokenIndex))
        {
            db.Entry(note).State = EntityState.Detached;
            return Noted.Before;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Issuer} says of too many sessions that they ended, or names them too long: this one is not remembered")]
    private partial void LogNotNoted(string issuer);

    [LoggerMessage(LogLevel.Information, "{Count} sessions ended because {Issuer} said so")]
    private partial void LogEnded(int count, string issuer);

    private enum Noted
    {
        Now,
        Before,

        /// <summary>It may be the first time, or not.</summary>
        Not,
    }
}
