using Agon.Node.Data;
using Agon.Node.Features.SignOn.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Issuers;

/// <summary>Says how far the hub is trusted in signing people in: the rest of its entry comes with the membership.</summary>
internal sealed partial class LimitHub(NodeDb db, EndSignOnSessions end, ILogger<LimitHub> logger)
{
    /// <summary>The entry; null if this node belongs to no hub.</summary>
    /// <param name="isOn">Whether people may sign in by it, as long as the membership lets them.</param>
    /// <param name="givesAccounts">Whether whoever is unknown here may make an account.</param>
    /// <param name="vouchesForAddresses">Whether its word about addresses counts.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<Issuer?> ExecuteAsync(bool isOn, bool givesAccounts, bool vouchesForAddresses, CancellationToken ct)
    {
        if (await db.Issuers.SingleOrDefaultAsync(i => i.Slug == Issuer.HubSlug, ct) is not { } issuer)
        {
            return null;
        }

        var membership = await db.Memberships.AsNoTracking().SingleOrDefaultAsync(m => m.Hub == issuer.Address, ct);
        (issuer.IsHeldOff, issuer.GivesAccounts, issuer.VouchesForAddresses) = (!isOn, givesAccounts, vouchesForAddresses);
        issuer.IsEnabled = isOn && membership is { IsServed: true };
        await db.SaveChangesAsync(ct);
        if (!isOn)
        {
            // Also if it signed nobody in: sessions that began there go on while it has suspended this node.
            await end.ExecuteAsync(issuer.Address, ct);
        }

        LogLimited(issuer.Address, isOn, givesAccounts, vouchesForAddresses);
        return issuer;
    }

    [LoggerMessage(LogLevel.Information, "The hub {Hub} signs people in: {IsOn}; gives accounts: {GivesAccounts}; vouches for addresses: {Vouches}")]
    private partial void LogLimited(string hub, bool isOn, bool givesAccounts, bool vouches);
}
