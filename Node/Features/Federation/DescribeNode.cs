using Agon.Federation.Contracts.Enrolment;
using Agon.Node.Data;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.SignOn.Issuers;
using Agon.Portal.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Agon.Node.Features.Federation;

/// <summary>Says what this node is: to everybody, to a hub it applies to, and to its hub in every call.</summary>
internal sealed class DescribeNode(
    NodeDb db, NodeKeys keys, PublicAddress site, HealthCheckService health, IOptions<FederationOptions> options, TimeProvider clock)
{
    public static readonly string Software = typeof(DescribeNode).Assembly.GetName().Version!.ToString(3);

    /// <summary>The node's own address in the one form it is compared in.</summary>
    public string Address => NodeAddress.TryRead(site.Root, out var address) ? address : site.Root;

    /// <summary>What everybody may read; with a proof for the hub, if there is one.</summary>
    public async Task<NodeDescription> ForEverybodyAsync(CancellationToken ct)
    {
        var (name, institution) = await NamesAsync(ct);
        var membership = await db.Memberships.AsNoTracking().SingleOrDefaultAsync(m => !m.IsLeaving && m.State != MemberState.Left, ct);
        return new NodeDescription
        {
            Version = NodeDescription.Latest,
            Address = Address,
            Name = name,
            Institution = institution,
            Software = Software,
            Keys = await keys.PublicAsync(ct),
            Hub = membership?.Hub,
            Proof = membership is null ? null : await ProveAsync(membership, ct),
            Contact = options.Value.Contact,
            Policies = Policies(),
        };
    }

    public async Task<EnrolmentApplication> ForEnrolmentAsync(CancellationToken ct)
    {
        var (name, institution) = await NamesAsync(ct);
        return new EnrolmentApplication
        {
            Version = NodeDescription.Latest,
            Address = Address,
            Name = name,
            Institution = institution,
            Software = Software,
            Keys = await keys.PublicAsync(ct),
            Contact = options.Value.Contact,
            Policies = Policies(),
        };
    }

    public async Task<NodeReport> ForReportAsync(Membership membership, CancellationToken ct)
    {
        var (name, institution) = await NamesAsync(ct);
        return new NodeReport
        {
            Address = Address,
            Name = name,
            Institution = institution,
            Software = Software,
            Competitions = await db.Competitions.CountAsync(c => c.State == CompetitionState.Published, ct),
            Status = await StatusAsync(ct),
            Capabilities = await CapabilitiesAsync(ct),
            Handled = membership.HandledIds,
            NewKeys = await NewKeysAsync(membership, ct),
        };
    }

    // Of what every process of the node can see: the command line calls too.
    private async Task<string> StatusAsync(CancellationToken ct) => (await health.CheckHealthAsync(c => c.Name is "database" or "storage", ct)).Status switch
    {
        HealthStatus.Healthy => NodeStatus.Healthy,
        HealthStatus.Degraded => NodeStatus.Degraded,
        _ => NodeStatus.Unhealthy,
    };

    // Whoever comes by the hub may make an account if the hub gives accounts, also where strangers may not register.
    private async Task<string[]> CapabilitiesAsync(CancellationToken ct) =>
        await db.Issuers.AnyAsync(i => i.Slug == Issuer.HubSlug && !i.GivesAccounts, ct)
            ? [NodeCapabilities.BackChannelLogout, NodeCapabilities.EndedSessions]
            : [NodeCapabilities.BackChannelLogout, NodeCapabilities.EndedSessions, NodeCapabilities.NewPeople];

    private async Task<string> ProveAsync(Membership membership, CancellationToken ct)
    {
        var key = await keys.CurrentAsync(ct);
        return NodeTokens.Prove(key, Address, membership.Hub, membership.Challenge, clock.GetUtcNow());
    }

    // Until the hub knows exactly these keys, they are announced with each call.
    private async Task<string?> NewKeysAsync(Membership membership, CancellationToken ct)
    {
        var mine = await keys.PublicAsync(ct);
        if (membership.KnownKeys.Length == 0 || membership.KnownKeys == string.Join(' ', mine.Keys.Select(k => k.Kid)))
        {
            return null;
        }

        var key = await keys.CurrentAsync(ct);
        return NodeTokens.Announce(key, membership.ClientId, membership.Hub, mine, clock.GetUtcNow());
    }

    private async Task<(string Name, string? Institution)> NamesAsync(CancellationToken ct) =>
        await db.SiteSettings.AsNoTracking().SingleOrDefaultAsync(ct) is { } settings
            ? (settings.Name.Trim(), string.IsNullOrWhiteSpace(settings.Institution) ? null : settings.Institution.Trim())
            : (SiteSettings.DefaultName, null);

    private PolicyLink[] Policies() => options.Value.PolicyUrl is { Length: > 0 } address ? [new PolicyLink("Policy", address)] : [];
}
