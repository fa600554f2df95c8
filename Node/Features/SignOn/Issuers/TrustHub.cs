using Agon.Node.Data;
using Agon.Node.Features.SignOn.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.SignOn.Issuers;

/// <summary>Keeps the entry of the hub this node belongs to, for whoever keeps the membership; saved with the caller's work.</summary>
internal sealed class TrustHub(NodeDb db, TimeProvider clock)
{
    /// <summary>Adds the entry or brings it up to date; what an operator set for it stays.</summary>
    public async Task ExecuteAsync(string address, string name, string clientId, bool isEnabled, CancellationToken ct)
    {
        // An operator may have added the hub by hand before: the membership's entry takes its place, and people stay known.
        await db.Issuers.Where(i => i.Address == address && i.Slug != Issuer.HubSlug).ExecuteDeleteAsync(ct);
        var issuer = await db.Issuers.SingleOrDefaultAsync(i => i.Slug == Issuer.HubSlug, ct);
        if (issuer is null)
        {
            var now = clock.GetUtcNow();
            issuer = new Issuer
            {
                Id = Guid.CreateVersion7(now),
                Slug = Issuer.HubSlug,
                Name = name,
                Address = address,
                ClientId = clientId,
                Authentication = ClientAuthentication.PrivateKeyJwt,
                Source = IssuerSource.Membership,
                VouchesForAddresses = true,
                CreatedAt = now,
            };
            db.Issuers.Add(issuer);
        }

        (issuer.Name, issuer.Address, issuer.ClientId, issuer.IsEnabled) = (name.Length <= Issuer.NameMaxLength ? name : name[..Issuer.NameMaxLength], address, clientId, isEnabled && !issuer.IsHeldOff);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Forgets the hub, and ends the sessions that began there, also those that are left because it was broken off before.</summary>
internal sealed class DistrustHub(NodeDb db, EndSignOnSessions end)
{
    public async Task ExecuteAsync(string address, CancellationToken ct)
    {
        await db.Issuers.Where(i => i.Slug == Issuer.HubSlug && i.Address == address).ExecuteDeleteAsync(ct);
        await end.ExecuteAsync(address, ct);
    }
}
