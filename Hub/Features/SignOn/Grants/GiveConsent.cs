using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>Remembers that a person agreed, so that the next time goes without asking.</summary>
internal sealed class GiveConsent(HubDb db, TimeProvider clock)
{
    /// <param name="account">Who agreed.</param>
    /// <param name="clientId">With whom.</param>
    /// <param name="scopes">To what.</param>
    /// <param name="shown">The claims that the person saw before they agreed: nothing else is told.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task ExecuteAsync(Guid account, string clientId, IReadOnlyList<string> scopes, IReadOnlyList<string> shown, CancellationToken ct)
    {
        if (await WidenAsync(account, clientId, scopes, shown, ct))
        {
            return;
        }

        var consent = new Consent { AccountId = account, ClientId = clientId, Scopes = SignOnScopes.Write(scopes), Claims = SignOnScopes.Write(shown), GivenAt = clock.GetUtcNow() };
        db.Add(consent);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Consent.PrimaryKey))
        {
            // Agreed in two windows at once.
            db.Entry(consent).State = EntityState.Detached;
            await WidenAsync(account, clientId, scopes, shown, ct);
        }
    }

    private async Task<bool> WidenAsync(Guid account, string clientId, IReadOnlyList<string> scopes, IReadOnlyList<string> shown, CancellationToken ct)
    {
        if (await db.Consents.SingleOrDefaultAsync(c => c.AccountId == account && c.ClientId == clientId, ct) is not { } known)
        {
            return false;
        }

        known.Scopes = SignOnScopes.Write(SignOnScopes.All.Where(s => scopes.Contains(s) || SignOnScopes.Read(known.Scopes).Contains(s)));
        known.Claims = SignOnScopes.Write(known.Claims.Split(' ', StringSplitOptions.RemoveEmptyEntries).Union(shown));
        known.GivenAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        return true;
    }
}
