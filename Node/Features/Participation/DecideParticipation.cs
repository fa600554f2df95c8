using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Feed;
using Agon.Portal.Mail;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Participation;

/// <summary>Lets a person take part, or not; the person gets a mail. Deciding the same again does nothing; organizers may change their mind.</summary>
internal sealed partial class DecideParticipation(NodeDb db, NoteChange note, DecisionMails mails, Mailer mailer, TimeProvider clock, ILogger<DecideParticipation> logger)
{
    public async Task<DecideOutcome> ExecuteAsync(Competition competition, Guid participantId, bool isApproved, Guid deciderId, CancellationToken ct)
    {
        var participant = await db.Participants.Include(p => p.Account).SingleOrDefaultAsync(p => p.Id == participantId && p.CompetitionId == competition.Id, ct);
        if (participant is null)
        {
            return new DecideOutcome.NoSuchParticipant();
        }

        if (participant.Role == CompetitionRole.Organizer)
        {
            return new DecideOutcome.IsOrganizer();
        }

        var state = isApproved ? ParticipantState.Approved : ParticipantState.Denied;
        if (participant.State == state)
        {
            return new DecideOutcome.Decided(participant);
        }

        (participant.State, participant.DecidedAt, participant.DecidedById) = (state, clock.GetUtcNow(), deciderId);
        note.OfActivity(competition.Id);
        await mails.AddAsync(competition, participant, ct);
        await db.SaveChangesAsync(ct);
        mailer.Nudge();
        LogDecided(participant.AccountId, competition.Id, state, deciderId);
        return new DecideOutcome.Decided(participant);
    }

    [LoggerMessage(LogLevel.Information, "Account {Account} is {State} in competition {Competition}, says {Decider}")]
    private partial void LogDecided(Guid account, Guid competition, ParticipantState state, Guid decider);
}

internal abstract record DecideOutcome
{
    private DecideOutcome()
    {
    }

    public sealed record Decided(Participant Participant) : DecideOutcome;

    public sealed record NoSuchParticipant : DecideOutcome;

    public sealed record IsOrganizer : DecideOutcome;
}
