using System.Buffers.Text;
using System.Security.Cryptography;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Grants;

/// <summary>Finds by what name a client knows a person, and gives one at the first time.</summary>
internal sealed class PairwiseSubjects(HubDb db)
{
    private const int RandomBytes = 16;

    private static readonly Func<HubDb, string, Guid, CancellationToken, Task<string?>> SubjectOf = ReadyQuery.Of((HubDb db, string sector, Guid account, CancellationToken _) =>
        db.PairwiseSubjects.Where(s => s.Sector == sector && s.AccountId == account).Select(s => s.Subject).SingleOrDefault());

    public async Task<string> OfAsync(Client client, Guid accountId, CancellationToken ct)
    {
        if (await FindAsync(client.Sector, accountId, ct) is { } known)
        {
            return known;
        }

        var made = new PairwiseSubject { AccountId = accountId, Sector = client.Sector, Subject = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)) };
        db.Add(made);
        try
        {
            await db.SaveChangesAsync(ct);
            return made.Subject;
        }
        catch (DbUpdateException e) when (e.Breaks(db, PairwiseSubject.PrimaryKey))
        {
            // Two sign-ins at once: the other one gave the name.
            db.Entry(made).State = EntityState.Detached;
            return (await FindAsync(client.Sector, accountId, ct))!;
        }
    }

    /// <summary>The account a client means by a subject; null if it knows nobody by it.</summary>
    public async Task<Guid?> AccountOfAsync(Client client, string subject, CancellationToken ct) =>
        await db.PairwiseSubjects.Where(s => s.Sector == client.Sector && s.Subject == subject).Select(s => (Guid?)s.AccountId).SingleOrDefaultAsync(ct);

    private Task<string?> FindAsync(string sector, Guid accountId, CancellationToken ct) => SubjectOf(db, sector, accountId, ct);
}
