using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.Intake;

/// <summary>
/// Takes a person whose account is being deleted out of all standings, in the caller's transaction, before the nodes do so themselves:
/// whoever knows the names by which nodes knew them is about to be forgotten.
/// </summary>
internal sealed class ForgetPerson(HubDb db)
{
    public async Task ExecuteAsync(Guid account, CancellationToken ct) => await db.StandingsRows
        .Where(r => db.PairwiseSubjects.Any(s => s.AccountId == account && s.Subject == r.Subject))
        .ExecuteUpdateAsync(set => set.SetProperty(r => r.Subject, (string?)null).SetProperty(r => r.Name, (string?)null).SetProperty(r => r.Body, (string?)null), ct);
}
