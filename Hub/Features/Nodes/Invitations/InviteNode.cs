using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Invitations;

/// <summary>Makes an invitation; its token is told once.</summary>
internal sealed partial class InviteNode(HubDb db, TimeProvider clock, ILogger<InviteNode> logger)
{
    public async Task<InviteOutcome> ExecuteAsync(string note, int days, Guid? by, CancellationToken ct)
    {
        note = note.Trim();
        if (note.Length is 0 or > Invitation.NoteMaxLength)
        {
            return new InviteOutcome.BadNote();
        }

        if (days is < 1 or > Invitation.MaxDays)
        {
            return new InviteOutcome.BadDays();
        }

        var (now, token) = (clock.GetUtcNow(), InvitationToken.Create());
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(now),
            Digest = InvitationToken.Digest(token),
            Note = note,
            CreatedBy = by,
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        };
        db.Add(invitation);
        await db.SaveChangesAsync(ct);
        LogInvited(invitation.Id, by);
        return new InviteOutcome.Invited(invitation, token);
    }

    [LoggerMessage(LogLevel.Information, "Invitation {Invitation} was made by {By}")]
    private partial void LogInvited(Guid invitation, Guid? by);
}

internal abstract record InviteOutcome
{
    private InviteOutcome()
    {
    }

    public sealed record Invited(Invitation Invitation, string Token) : InviteOutcome;

    /// <summary>Nobody could tell later whom it was for.</summary>
    public sealed record BadNote : InviteOutcome;

    public sealed record BadDays : InviteOutcome;
}

/// <summary>Takes an invitation back before it is used.</summary>
internal sealed class WithdrawInvitation(HubDb db, TimeProvider clock)
{
    /// <summary>Whether it was withdrawn now; false if it is unknown, or used, expired or withdrawn already.</summary>
    public async Task<bool> ExecuteAsync(Guid id, CancellationToken ct)
    {
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invitation || invitation.StateAt(clock.GetUtcNow()) != InvitationState.Open)
        {
            return false;
        }

        invitation.Withdraw(clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
