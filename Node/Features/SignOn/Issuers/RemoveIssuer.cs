using Agon.Node.Data;
using Agon.Node.Features.SignOn.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Issuers;

/// <summary>Stops trusting an issuer. Whom it was linked to is kept: if it comes back, so do they.</summary>
internal sealed partial class RemoveIssuer(NodeDb db, EndSignOnSessions end, ILogger<RemoveIssuer> logger)
{
    /// <summary>Why not, or null.</summary>
    public async Task<SignOnFailure?> ExecuteAsync(string slug, CancellationToken ct)
    {
        if (await db.Issuers.SingleOrDefaultAsync(i => i.Slug == slug, ct) is not { } issuer)
        {
            return SignOnFailure.IssuerUnknown;
        }

        if (issuer.Source == IssuerSource.Membership)
        {
            return SignOnFailure.HubsIssuer;
        }

        db.Issuers.Remove(issuer);
        await db.SaveChangesAsync(ct);
        await end.ExecuteAsync(issuer.Address, ct);
        LogRemoved(slug, issuer.Address);
        return null;
    }

    [LoggerMessage(LogLevel.Information, "Issuer {Slug} ({Address}) was removed")]
    private partial void LogRemoved(string slug, string address);
}
