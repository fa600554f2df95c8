using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;
using Agon.Hub.Data;
using Agon.Hub.Features.Nodes.Members;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Nodes.Calls;

/// <summary>Notes what a member says of itself, takes its new keys, and answers with what the hub has for it.</summary>
internal sealed partial class TakeReport(
    HubDb db, MemberClients clients, ComposeReply compose, PublicAddress hub, TimeProvider clock, ILogger<TakeReport> logger)
{
    public async Task<ReportOutcome> ExecuteAsync(Member member, NodeReport report, CancellationToken ct)
    {
        if (!member.IsServed)
        {
            return new ReportOutcome.NotAMember(member.State, member.Reason);
        }

        if (EnrolmentRules.Impossible(report) is { Count: > 0 } impossible)
        {
            return new ReportOutcome.Impossible(impossible);
        }

        if (!NodeAddress.TryRead(report.Address, out var address) || address != member.Address)
        {
            return new ReportOutcome.AddressDiffers(member.Address);
        }

        if (report.NewKeys is { } announced && !TakeKeys(member, announced))
        {
            return new ReportOutcome.KeysRefused();
        }

        member.Propose(report.Name, report.Institution);
        (member.Software, member.Competitions) = (report.Software, report.Competitions);
        (member.Status, member.CapabilityWords) = (report.Status, report.Capabilities);
        member.LastSeenAt = clock.GetUtcNow();
        await clients.FollowAsync(member, ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A curator decided in the same instant: the state of the reply must be the new one.
            db.ChangeTracker.Clear();
            return await ExecuteAsync(await db.Members.SingleAsync(m => m.Id == member.Id, ct), report, ct);
        }

        return new ReportOutcome.Taken(await compose.ExecuteAsync(member, report.Handled, ct));
    }

    // A key the hub knows vouches for the new ones; nobody else's signature does.
    private bool TakeKeys(Member member, string announced)
    {
        var expected = new TokenExpectation { Types = [NodeTokens.KeyRoll], Issuer = member.ClientId, Audiences = [FederationPaths.Audience(hub.Root)], MaxAge = NodeTokens.Lifetime };
        if (SignedTokens.Verify(announced, expected, member.Keys.Keys, clock.GetUtcNow()) is not TokenReading.Accepted(var claims, _)
            || JsonWebKeySet.Read(claims) is not { } keys || !EnrolmentRules.AreKeys(keys))
        {
            return false;
        }

        if (!keys.Keys.SequenceEqual(member.Keys.Keys))
        {
            member.Keys = keys;
            LogKeys(member.Slug, keys.Keys.Count);
        }

        return true;
    }

    [LoggerMessage(LogLevel.Information, "Node {Slug} is known by {Count} keys now")]
    private partial void LogKeys(string slug, int count);
}

/// <summary>How a report can end.</summary>
internal abstract record ReportOutcome
{
    private ReportOutcome()
    {
    }

    public sealed record Taken(HubReply Reply) : ReportOutcome;

    public sealed record NotAMember(MemberState State, string? Reason) : ReportOutcome;

    public sealed record Impossible(IReadOnlyList<ImpossibleValue> Values) : ReportOutcome;

    /// <summary>A moved node, or a copy of one.</summary>
    public sealed record AddressDiffers(string Known) : ReportOutcome;

    public sealed record KeysRefused : ReportOutcome;
}
