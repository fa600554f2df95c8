using Agon.Hub.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.Catalogue.People;

/// <summary>
/// Finds whose profiles to link where nodes told who entries are of: one query. A subject counts only from the node it was given to, so a
/// node claims nothing for a person another node knows; and only people with a public profile are found.
/// </summary>
internal sealed class FindPeople(HubDb db)
{
    /// <param name="told">Nodes and the subjects they told; those without one are passed over.</param>
    /// <param name="ct">Ends with the request.</param>
    public async Task<IReadOnlyDictionary<(Guid Node, string Subject), Guid>> ExecuteAsync(IEnumerable<(Guid Node, string? Subject)> told, CancellationToken ct)
    {
        var subjects = told.Select(t => t.Subject).OfType<string>().Distinct().ToList();
        if (subjects.Count == 0)
        {
            return new Dictionary<(Guid, string), Guid>();
        }

        var found = await (
            from subject in db.PairwiseSubjects
            where subjects.Contains(subject.Subject)
            join client in db.Clients on subject.Sector equals client.Sector
            where client.MemberId != null
            join profile in db.PersonProfiles on subject.AccountId equals profile.AccountId
            join account in db.Users on subject.AccountId equals account.Id
            where profile.IsPublic && account.EmailConfirmed
            select new { Node = client.MemberId!.Value, subject.Subject, subject.AccountId }).ToListAsync(ct);
        return found.ToDictionary(f => (f.Node, f.Subject), f => f.AccountId);
    }
}
