using Agon.Federation.Contracts.Enrolment;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Checks;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Members;

/// <summary>Moves a node from state to state, and with it, in the same transaction, its client of sign-on.</summary>
internal sealed partial class DecideOnNode(HubDb db, MemberClients clients, TimeProvider clock, ILogger<DecideOnNode> logger)
{
    /// <param name="slug">Which node.</param>
    /// <param name="act">What is done.</param>
    /// <param name="reason">Why; public.</param>
    /// <param name="by">The curator; null from the command line and by the node itself.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="anyway">Approve it although its address speaks against it.</param>
    public async Task<DecideOutcome> ExecuteAsync(string slug, MemberAct act, string? reason, Guid? by, CancellationToken ct, bool anyway = false)
    {
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (await db.Members.SingleOrDefaultAsync(m => m.Slug == slug, ct) is not { } member)
        {
            return new DecideOutcome.Unknown();
        }

        if ((reason is null && MemberMoves.NeedsReason(act)) || reason?.Length > Member.ReasonMaxLength)
        {
            return new DecideOutcome.NeedsReason();
        }

        if (act == MemberAct.Approve && member is { State: MemberState.Applied, IsContradicted: true } && !anyway)
        {
            return new DecideOutcome.Contradicted(member.Check);
        }

        if (member.Move(act, reason, by, clock.GetUtcNow()) is not { } change)
        {
            return new DecideOutcome.NotNow(member.State);
        }

        db.Add(change);
        await clients.FollowAsync(member, ct);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.SaveChangesAsync(ct);
            if (change.To == MemberState.Left)
            {
                await clients.EmptyAsync(member, ct);
            }

            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new DecideOutcome.NotNow((await db.Members.AsNoTracking().SingleAsync(m => m.Slug == slug, ct)).State);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Client.NameIndex))
        {
            db.ChangeTracker.Clear();
            return new DecideOutcome.NameTaken(member.Name);
        }

        LogDecided(slug, change.From, change.To, by);
        return new DecideOutcome.Done(member);
    }

    [LoggerMessage(LogLevel.Information, "Node {Slug} went from {From} to {To} by {By}")]
    private partial void LogDecided(string slug, MemberState from, MemberState to, Guid? by);
}

internal abstract record DecideOutcome
{
    private DecideOutcome()
    {
    }

    public sealed record Done(Member Member) : DecideOutcome;

    public sealed record Unknown : DecideOutcome;

    /// <summary>The public reason is missing or too long.</summary>
    public sealed record NeedsReason : DecideOutcome;

    /// <summary>It can't be done in this state; perhaps somebody else decided first.</summary>
    public sealed record NotNow(MemberState State) : DecideOutcome;

    /// <summary>What answers at the address of the node that applied is another one: nobody approves that without saying so.</summary>
    public sealed record Contradicted(AddressCheck Check) : DecideOutcome;

    /// <summary>Another site people sign in to has this name, or one that reads the same.</summary>
    public sealed record NameTaken(string Name) : DecideOutcome;
}
