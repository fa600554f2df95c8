using System.Security.Cryptography;
using System.Text;
using Agon.Node.Data;
using Agon.Node.Features.Competitions.Access;
using Agon.Node.Features.Feed;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Participation;

/// <summary>Lets a person ask to take part, having accepted the rules as they are now.</summary>
internal sealed partial class JoinCompetition(NodeDb db, NoteChange note, TimeProvider clock, ILogger<JoinCompetition> logger)
{
    /// <summary>Joins. Asking again answers with the part there is.</summary>
    /// <param name="access">The competition and who asks.</param>
    /// <param name="acceptsTerms">Whether they accept the rules.</param>
    /// <param name="termsSha256">The digest of the rules they read, if they were shown; other rules by now are not accepted.</param>
    /// <param name="ct">Ends the attempt.</param>
    public async Task<JoinOutcome> ExecuteAsync(CompetitionAccess access, bool acceptsTerms, string? termsSha256, CancellationToken ct)
    {
        var (competition, now) = (access.Competition, clock.GetUtcNow());
        if (access.Participant is { } already)
        {
            return new JoinOutcome.Already(already);
        }

        if (await RefusalAsync(access, acceptsTerms, termsSha256, now, ct) is { } refusal)
        {
            return refusal;
        }

        var isLetIn = competition.LetsIn(await db.Users.Where(u => u.Id == access.AccountId).Select(u => u.Email).SingleAsync(ct));
        var participant = new Participant
        {
            Id = Guid.CreateVersion7(now),
            CompetitionId = competition.Id,
            AccountId = access.AccountId!.Value,
            Role = CompetitionRole.Participant,
            State = isLetIn ? ParticipantState.Approved : ParticipantState.Pending,
            JoinedAt = now,
            TermsAcceptedAt = now,
            TermsSha256 = DigestOf(competition.Terms),
            DecidedAt = isLetIn ? now : null,
        };
        db.Participants.Add(participant);
        note.OfActivity(competition.Id);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Participant.OnceIndex))
        {
            db.Entry(participant).State = EntityState.Detached;
            return new JoinOutcome.Already(await db.Participants.SingleAsync(
                p => p.CompetitionId == competition.Id && p.AccountId == access.AccountId, ct));
        }

        LogJoined(participant.AccountId, competition.Id, participant.State);
        return new JoinOutcome.Joined(participant);
    }

    /// <summary>The digest under which accepted rules are recorded.</summary>
    public static string DigestOf(string terms) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(terms)));

    private async Task<JoinOutcome?> RefusalAsync(CompetitionAccess access, bool acceptsTerms, string? termsSha256, DateTimeOffset now, CancellationToken ct)
    {
        if (!access.MayJoin(now))
        {
            return access.Competition.IsPublished || access.HasDraftKey ? new JoinOutcome.Closed() : new JoinOutcome.NotPublished();
        }

        if (!await db.Users.AnyAsync(u => u.Id == access.AccountId && u.EmailConfirmed, ct))
        {
            return new JoinOutcome.AddressNotConfirmed();
        }

        if (!acceptsTerms)
        {
            return new JoinOutcome.TermsNotAccepted();
        }

        return termsSha256 is null || termsSha256 == DigestOf(access.Competition.Terms) ? null : new JoinOutcome.TermsChanged();
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} joined competition {Competition} and is {State}")]
    private partial void LogJoined(Guid account, Guid competition, ParticipantState state);
}

internal abstract record JoinOutcome
{
    private JoinOutcome()
    {
    }

    public sealed record Joined(Participant Participant) : JoinOutcome;

    /// <summary>They have a part already: waiting, approved or denied.</summary>
    public sealed record Already(Participant Participant) : JoinOutcome;

    public sealed record TermsNotAccepted : JoinOutcome;

    /// <summary>The rules are not the ones that were read.</summary>
    public sealed record TermsChanged : JoinOutcome;

    public sealed record AddressNotConfirmed : JoinOutcome;

    /// <summary>Every phase is over.</summary>
    public sealed record Closed : JoinOutcome;

    /// <summary>Nobody joins a draft, but by its link.</summary>
    public sealed record NotPublished : JoinOutcome;
}
