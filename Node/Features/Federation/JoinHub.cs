using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Data;
using Agon.Node.Features.SignOn;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Federation;

/// <summary>Applies to a hub with an invitation's token, and remembers the answer.</summary>
internal sealed partial class JoinHub(
    NodeDb db, DescribeNode describe, HubLine line, DistrustHub distrust, IssuerAddress addresses, Nudge<HubCaller> nudge, TimeProvider clock, ILogger<JoinHub> logger)
{
    public async Task<JoinHubOutcome> ExecuteAsync(string hub, string token, CancellationToken ct)
    {
        if (!NodeAddress.TryRead(hub.Trim(), out var address) || string.IsNullOrWhiteSpace(token))
        {
            return new JoinHubOutcome.BadAddress();
        }

        if (addresses.Refuse(address) == SignOnFailure.AddressNotSecure)
        {
            return new JoinHubOutcome.NotSecure();
        }

        var former = await db.Memberships.SingleOrDefaultAsync(ct);
        if (former is { IsLeaving: false, State: not MemberState.Left })
        {
            return new JoinHubOutcome.IsMember(former.Hub);
        }

        var application = await describe.ForEnrolmentAsync(ct);
        if (EnrolmentRules.Impossible(application) is { Count: > 0 } impossible)
        {
            return new JoinHubOutcome.Impossible(impossible);
        }

        var answer = await line.EnrolAsync(address, token.Trim(), application, ct);
        if (answer.Value is not { } enrolled)
        {
            return new JoinHubOutcome.Refused(answer.Error ?? FederationMessages.Unreadable);
        }

        // Otherwise people would be sent to one site and what they bring back would be another's.
        if (!NodeAddress.TryRead(enrolled.Issuer, out var issuer) || issuer != address)
        {
            return new JoinHubOutcome.OtherHub(enrolled.Issuer);
        }

        await SaveAsync(former, enrolled, ct);
        nudge.Give();
        LogJoined(enrolled.Issuer, enrolled.Slug);
        return new JoinHubOutcome.Applied(enrolled.Slug);
    }

    private async Task SaveAsync(Membership? former, EnrolmentAnswer enrolled, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (former is not null)
        {
            // Leaving may have been broken off before this.
            await distrust.ExecuteAsync(former.Hub, ct);
            await db.Memberships.ExecuteDeleteAsync(ct);
            db.Entry(former).State = EntityState.Detached;
        }

        var now = clock.GetUtcNow();
        db.Memberships.Add(new Membership
        {
            Hub = enrolled.Issuer,
            HubName = enrolled.HubName,
            ClientId = enrolled.ClientId,
            Slug = enrolled.Slug,
            Challenge = enrolled.Challenge,
            State = enrolled.State,
            CallEverySeconds = Membership.Pause(enrolled.CallEverySeconds),
            JoinedAt = now,
            NextCallAt = now,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(LogLevel.Information, "This node applied to {Hub} as {Slug}")]
    private partial void LogJoined(string hub, string slug);
}

/// <summary>How applying can end.</summary>
internal abstract record JoinHubOutcome
{
    private JoinHubOutcome()
    {
    }

    public sealed record Applied(string Slug) : JoinHubOutcome;

    public sealed record BadAddress : JoinHubOutcome;

    /// <summary>Anybody on the way could read the token.</summary>
    public sealed record NotSecure : JoinHubOutcome;

    public sealed record IsMember(string Hub) : JoinHubOutcome;

    /// <summary>What this node says of itself can't be.</summary>
    public sealed record Impossible(IReadOnlyList<ImpossibleValue> Values) : JoinHubOutcome;

    /// <summary>The hub said no, or did not answer; the sentence says which.</summary>
    public sealed record Refused(string Sentence) : JoinHubOutcome;

    /// <summary>The hub calls itself otherwise.</summary>
    public sealed record OtherHub(string Issuer) : JoinHubOutcome;
}
