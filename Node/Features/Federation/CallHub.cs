using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Node.Features.Feed;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Data;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Federation;

/// <summary>One call to the hub: says what there is to say, and does what the answer asks.</summary>
internal sealed partial class CallHub(
    NodeDb db, HubLine line, DescribeNode describe, NodeKeys keys, TrustHub trust, DistrustHub distrust, TakeNews news, HubTurn turn, Nudge<FeedDeliverer> deliverer, TimeProvider clock, ILogger<CallHub> logger)
{
    /// <summary>The membership as it is after the call; null if there is none (any more).</summary>
    public async Task<Membership?> ExecuteAsync(CancellationToken ct)
    {
        await turn.Semaphore.WaitAsync(ct);
        try
        {
            return await CallAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.Breaks(db, Issuer.SlugIndex) || e.Breaks(db, NodeKey.PrimaryKey))
        {
            // The command line called in the same instant: what it wrote counts.
            LogOvertaken(e);
            db.ChangeTracker.Clear();
            return await db.Memberships.AsNoTracking().SingleOrDefaultAsync(ct);
        }
        catch (DbUpdateException e)
        {
            LogNotSaved(e);
            db.ChangeTracker.Clear();
            return await FailAsync(FederationMessages.NotSaved, ct);
        }
        finally
        {
            turn.Semaphore.Release();
        }
    }

    private async Task<Membership?> CallAsync(CancellationToken ct)
    {
        if (await db.Memberships.SingleOrDefaultAsync(ct) is not { } membership)
        {
            return null;
        }

        if (membership.IsLeaving)
        {
            return await LeaveAsync(membership, ct);
        }

        var answer = await AskAsync(membership, ct);
        if (answer.Value is { } reply)
        {
            await TakeAsync(membership, reply, ct);
        }
        else
        {
            membership.Fail(answer.Error ?? FederationMessages.Unreadable, clock.GetUtcNow(), Jitter());
            LogFailed(membership.Hub, membership.LastError!);
            if (membership.State == MemberState.Left && answer.IsAboutToken)
            {
                // Nobody there knows this node any more.
                membership.NextCallAt = null;
            }
        }

        await db.SaveChangesAsync(ct);
        return membership;
    }

    private async Task<Membership?> FailAsync(string error, CancellationToken ct)
    {
        var membership = await db.Memberships.SingleOrDefaultAsync(ct);
        membership?.Fail(error, clock.GetUtcNow(), Jitter());
        await db.SaveChangesAsync(ct);
        return membership;
    }

    // Members report. Whoever gets no token asks how it stands, and reports if it turns out to be a member.
    private async Task<HubAnswer<HubReply>> AskAsync(Membership membership, CancellationToken ct)
    {
        if (membership.IsServed)
        {
            var reported = await ReportAsync(membership, ct);
            if (!reported.IsAboutToken)
            {
                return reported;
            }
        }

        var standing = await StandingAsync(membership, ct);
        if (standing.Value is not { State: MemberState.Active or MemberState.Limited })
        {
            return standing;
        }

        // A member whose reports don't arrive has to know it.
        var again = await ReportAsync(membership, ct);
        return again.Value is not null || membership.IsServed ? again : standing;
    }

    private async Task<HubAnswer<HubReply>> ReportAsync(Membership membership, CancellationToken ct)
    {
        var report = await describe.ForReportAsync(membership, ct);
        return Heard(membership, report.Handled, await line.ReportAsync(membership, report, ct));
    }

    private async Task<HubAnswer<HubReply>> StandingAsync(Membership membership, CancellationToken ct)
    {
        var call = new StandingCall { Handled = membership.HandledIds };
        return Heard(membership, call.Handled, await line.StandingAsync(membership, call, ct));
    }

    // What the hub answered to, it knows.
    private static HubAnswer<HubReply> Heard(Membership membership, IReadOnlyList<Guid> handled, HubAnswer<HubReply> answer)
    {
        if (answer.Value is not null)
        {
            membership.HandledIds = [.. membership.HandledIds.Except(handled)];
        }

        return answer;
    }

    private async Task TakeAsync(Membership membership, HubReply reply, CancellationToken ct)
    {
        var before = membership.State;
        membership.Take(reply, clock.GetUtcNow(), Jitter());
        if (before != membership.State)
        {
            LogState(membership.Hub, before, membership.State, membership.Reason);
        }

        if (membership.State == MemberState.Left)
        {
            await distrust.ExecuteAsync(membership.Hub, ct);
        }
        else if (await db.Issuers.AnyAsync(i => i.Address == membership.Hub && i.Slug != Issuer.HubSlug, ct))
        {
            membership.Fail(FederationMessages.IssuerInTheWay, clock.GetUtcNow(), Jitter());
        }
        else if (membership.IsServed || before != membership.State)
        {
            await trust.ExecuteAsync(membership.Hub, membership.HubName, membership.ClientId, membership.IsServed, ct);
        }

        if (await news.ExecuteAsync(membership, reply, ct))
        {
            // The rest comes once these are reported, which every node may do, however it stands.
            membership.NextCallAt = clock.GetUtcNow();
        }

        await GoOnWithRollAsync(membership, ct);
        if (reply.Requests.Contains(HubRequests.Feed))
        {
            await db.FeedDeliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.IsAsked, true), ct);
        }

        if (reply.Requests.Contains(HubRequests.Inventory))
        {
            await db.InventoryDeliveries.ExecuteUpdateAsync(set => set.SetProperty(d => d.IsAsked, true), ct);
        }

        if (membership.IsServed)
        {
            deliverer.Give();
        }
    }

    // The old key signs until the hub knows the new one, so there is no moment without a key that works.
    private async Task GoOnWithRollAsync(Membership membership, CancellationToken ct)
    {
        var next = await keys.NextAsync(ct);
        if (next is null || !membership.KnownKeys.Split(' ').Contains(next.KeyId))
        {
            return;
        }

        await keys.EndRollAsync(ct);
        membership.NextCallAt = clock.GetUtcNow();
        LogRolled(next.KeyId);
    }

    private async Task<Membership?> LeaveAsync(Membership membership, CancellationToken ct)
    {
        // Leaving may have been broken off before this.
        await distrust.ExecuteAsync(membership.Hub, ct);
        var answer = await line.LeaveAsync(membership, ct);
        if (answer.Error is null || answer.IsAboutToken)
        {
            // A hub that does not know this node any more need not be told.
            db.Memberships.Remove(membership);
            await db.SaveChangesAsync(ct);
            LogLeft(membership.Hub);
            return null;
        }

        membership.Fail(answer.Error, clock.GetUtcNow(), Jitter());
        await db.SaveChangesAsync(ct);
        return membership;
    }

    private static double Jitter() => Random.Shared.NextDouble();

    [LoggerMessage(LogLevel.Warning, "The hub {Hub} could not be called: {Error}")]
    private partial void LogFailed(string hub, string error);

    [LoggerMessage(LogLevel.Information, "At {Hub} this node went from {From} to {To}: {Reason}")]
    private partial void LogState(string hub, MemberState from, MemberState to, string? reason);

    [LoggerMessage(LogLevel.Information, "The hub knows the new key {Key}: it signs from now on")]
    private partial void LogRolled(string key);

    [LoggerMessage(LogLevel.Debug, "Another process called the hub at the same time")]
    private partial void LogOvertaken(Exception exception);

    [LoggerMessage(LogLevel.Error, "What the hub answered could not be saved")]
    private partial void LogNotSaved(Exception exception);

    [LoggerMessage(LogLevel.Information, "This node left {Hub}")]
    private partial void LogLeft(string hub);
}

/// <summary>One call to the hub at a time, in this process.</summary>
internal sealed class HubTurn : IDisposable
{
    public SemaphoreSlim Semaphore { get; } = new(1, 1);

    public void Dispose() => Semaphore.Dispose();
}
