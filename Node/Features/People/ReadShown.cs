using Agon.Node.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.People;

/// <summary>Reads by what name and subject the hub is told of people: only of those who agreed, for this hub, and are linked with it.</summary>
internal sealed class ReadShown(NodeDb db)
{
    public async Task<IReadOnlyDictionary<Guid, ShownPerson>> ExecuteAsync(IReadOnlyCollection<Guid> accounts, CancellationToken ct)
    {
        if (accounts.Count == 0)
        {
            return new Dictionary<Guid, ShownPerson>();
        }

        var found = await (
            from shown in db.ShownAtHubs
            join hub in db.Memberships on shown.Hub equals hub.Hub
            join identity in db.LinkedIdentities on new { shown.AccountId, Address = shown.Hub } equals new { identity.AccountId, Address = identity.IssuerAddress }
            join account in db.Users on shown.AccountId equals account.Id
            where accounts.Contains(shown.AccountId)
            orderby identity.LinkedAt, identity.Id
            select new { shown.AccountId, identity.Subject, account.DisplayName }).ToListAsync(ct);

        // Of several links with one hub the first counts.
        return found.DistinctBy(f => f.AccountId).ToDictionary(f => f.AccountId, f => new ShownPerson(f.Subject, f.DisplayName));
    }
}

/// <summary>Somebody whom the hub may know.</summary>
/// <param name="Subject">What the hub calls them at this node.</param>
/// <param name="Name">What they call themselves here.</param>
internal sealed record ShownPerson(string Subject, string Name);
