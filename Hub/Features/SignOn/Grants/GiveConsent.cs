using Agon.Hub.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>Remembers that a person agreed, so that the next time goes without asking.</summary>
internal sealed class GiveConsent(HubDb db, TimeProvider clock)
{
    public async Task ExecuteAsync(Guid account, string clientId, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        if (await WidenAsync(account, clientId, scopes, ct))
        {
            return;
        }

        var consent = new Consent { AccountId = account, ClientId = clientId, Scopes = SignOnScopes.Write(scopes), GivenAt = clock.GetUtcNow() };
        db.Add(consent);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.Breaks(db, Consent.PrimaryKey))
        {
            // Agreed in two windows at once.
            db.Entry(consent).State = EntityState.Detached;
            await WidenAsync(account, clientId, scopes, ct);
        }
    }

    private async Task<bool> WidenAsync(Guid account, string clientId, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        if (await db.Consents.SingleOrDefaultAsync(c => c.AccountId == account && c.ClientId == clientId, ct) is not { } known)
        {
            return false;
        }

        known.Scopes = SignOnScopes.Write(SignOnScopes.All.Where(s => scopes.Contains(s) || SignOnScopes.Read(known.Scopes).Contains(s)));
        known.GivenAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        return true;
    }
}
