using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Feed;
using Agon.Portal.Accounts;
using Agon.Portal.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Participation;

/// <summary>Makes somebody an organizer of a competition, or takes that back; who made the competition stays one.</summary>
internal sealed partial class EditOrganizers(
    NodeDb db, NoteChange note, UserManager<Account> users, DecisionMails mails, TimeProvider clock, ILogger<EditOrganizers> logger)
{
    public async Task<OrganizerOutcome> AddAsync(Competition competition, string email, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is not { EmailConfirmed: true } account)
        {
            return new OrganizerOutcome.NoSuchAccount();
        }

        var participant = await db.Participants.SingleOrDefaultAsync(p => p.CompetitionId == competition.Id && p.AccountId == account.Id, ct);
        if (participant is { Role: CompetitionRole.Organizer })
        {
            return new OrganizerOutcome.Done(account.DisplayName);
        }

        var now = clock.GetUtcNow();
        if (participant is null)
        {
            participant = new Participant
            {
                Id = Guid.CreateVersion7(now),
                CompetitionId = competition.Id,
                AccountId = account.Id,
                Role = CompetitionRole.Organizer,
                State = ParticipantState.Approved,
                JoinedAt = now,
            };
            db.Participants.Add(participant);
        }
        else
        {
            // What was decided of them as a participant stays, for when they are one again.
            participant.Role = CompetitionRole.Organizer;
        }

        note.OfActivity(competition.Id);
        await mails.AddOrganizerAsync(competition, account, ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Participant.OnceIndex))
        {
            // They joined a moment ago.
            db.ChangeTracker.Clear();
            return await AddAsync(competition, email, ct);
        }

        mails.Nudge();
        LogAdded(account.Id, competition.Id);
        return new OrganizerOutcome.Done(account.DisplayName);
    }

    /// <summary>They stay a participant if they have accepted the rules or sent something, and otherwise have no part any more.</summary>
    public async Task<OrganizerOutcome> RemoveAsync(Competition competition, Guid participantId, CancellationToken ct)
    {
        var participant = await db.Participants.Include(p => p.Account)
            .SingleOrDefaultAsync(p => p.Id == participantId && p.CompetitionId == competition.Id && p.Role == CompetitionRole.Organizer, ct);
        if (participant is null)
        {
            return new OrganizerOutcome.NoSuchAccount();
        }

        if (participant.AccountId == competition.CreatedById)
        {
            return new OrganizerOutcome.MadeIt();
        }

        if (participant.TermsAcceptedAt is null && !await db.Submissions.AnyAsync(s => s.CompetitionId == competition.Id && s.AccountId == participant.AccountId, ct))
        {
            db.Participants.Remove(participant);
        }
        else
        {
            // Whoever never accepted the rules has to be let in first.
            (participant.Role, participant.State) = (CompetitionRole.Participant, participant.TermsAcceptedAt is null ? ParticipantState.Pending : participant.State);
        }

        note.OfActivity(competition.Id);

        await db.SaveChangesAsync(ct);
        LogRemoved(participant.AccountId, competition.Id);
        return new OrganizerOutcome.Done(participant.Account!.DisplayName);
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} organizes competition {Competition}")]
    private partial void LogAdded(Guid account, Guid competition);

    [LoggerMessage(LogLevel.Information, "Account {Account} organizes competition {Competition} no more")]
    private partial void LogRemoved(Guid account, Guid competition);
}

internal abstract record OrganizerOutcome
{
    private OrganizerOutcome()
    {
    }

    public sealed record Done(string Name) : OrganizerOutcome;

    /// <summary>Nobody here has this address, confirmed; or the organizer is gone.</summary>
    public sealed record NoSuchAccount : OrganizerOutcome;

    /// <summary>Who made a competition stays its organizer.</summary>
    public sealed record MadeIt : OrganizerOutcome;
}
