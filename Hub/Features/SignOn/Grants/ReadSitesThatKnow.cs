using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>Lists the sites a person agreed with: what each may see, and when they last signed in there.</summary>
internal sealed class ReadSitesThatKnow(HubDb db)
{
    public async Task<IReadOnlyList<SiteThatKnows>> ExecuteAsync(Guid account, CancellationToken ct)
    {
        var consents = await (from consent in db.Consents.AsNoTracking()
                              join client in db.Clients.AsNoTracking() on consent.ClientId equals client.ClientId
                              where consent.AccountId == account
                              orderby client.Name, client.ClientId
                              select new { Consent = consent, Client = client }).ToListAsync(ct);
        var used = await db.Grants.Where(g => g.AccountId == account).GroupBy(g => g.ClientId)
            .Select(g => new { ClientId = g.Key, At = g.Max(x => x.CreatedAt) }).ToDictionaryAsync(g => g.ClientId, g => g.At, ct);
        return
        [
            .. consents.Select(c => new SiteThatKnows(
                c.Client.ClientId, c.Client.Name, c.Client.RedirectUris.Select(u => new Uri(u).Authority).FirstOrDefault(), SignOnScopes.Read(c.Consent.Scopes), c.Consent.Claims.Split(' '),
                c.Consent.GivenAt, used.TryGetValue(c.Client.ClientId, out var at) ? at : null)),
        ];
    }
}

/// <summary>A site and what it knows.</summary>
/// <param name="ClientId">The site.</param>
/// <param name="Name">Its name.</param>
/// <param name="Host">Where it is.</param>
/// <param name="Scopes">What it may see.</param>
/// <param name="Claims">The claims among that which there were when the person agreed.</param>
/// <param name="AgreedAt">When the person agreed.</param>
/// <param name="SignedInAt">When they last signed in there, as far as is still known.</param>
internal sealed record SiteThatKnows(string ClientId, string Name, string? Host, IReadOnlyList<string> Scopes, IReadOnlyList<string> Claims, DateTimeOffset AgreedAt, DateTimeOffset? SignedInAt);
